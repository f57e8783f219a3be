import { IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { kindOf, planCatalogue, Procedure, procedureNamed, procedures } from '@sigill/domain';
import { NotFound } from '../errors';

export type ProcedureView = ReturnType<typeof procedureView>;

/** `GET /v1/procedures` and `GET /v1/procedures/{procedure}`; null = all of them */
export class GetProcedures extends Query<readonly ProcedureView[]> {
  constructor(readonly named: string | null) {
    super();
  }
}

@QueryHandler(GetProcedures)
export class GetProceduresHandler implements IQueryHandler<GetProcedures> {
  execute({ named }: GetProcedures): Promise<readonly ProcedureView[]> {
    if (named === null) return Promise.resolve(procedures.map(procedureView));
    const procedure = procedureNamed(named);
    if (procedure === null) return Promise.reject(new NotFound());
    return Promise.resolve([procedureView(procedure)]);
  }
}

const procedureView = (procedure: Procedure) => ({
  procedure: procedure.name,
  version: procedure.version,
  kind: kindOf(procedure.name),
  title: procedure.title,
  formName: procedure.formName,
  scope: procedure.scope,
  urgent: procedure.urgent,
  checklist: procedure.checklist,
  consults: procedure.consults,
  executionPlan: planCatalogue(procedure),
  legalGround: procedure.legalGround,
});
