import { IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import {
  Context,
  GuardianOutcome,
  invalidBody,
  LegalDate,
  measuresOf,
  missingReceipts,
  PersonId,
  planAgain,
  Refusal,
  RequestId,
  RequestState,
  startOfDay,
  State,
} from '@sigill/domain';
import type { RequestView } from '@sigill/projections';
import type { Asking } from '../asking';
import { systemActor } from '../authority';
import { NotFound } from '../errors';
import { Facts } from '../facts';
import { Looking } from '../looking';
import { AccessEntryView, Patients } from '../patients';
import { Warnings } from '../warnings';

export interface Preview {
  readonly on: LegalDate;
  readonly before: readonly AccessEntryView[];
  readonly after: readonly AccessEntryView[];
  readonly warnings: RequestView['warnings'];
}

/** What is supposed: the decision, for renewals the guardians whose block ends, and the day of execution (null: the earliest). */
export interface Supposed {
  readonly outcome: 'granted' | 'refused';
  readonly end: readonly PersonId[];
  readonly on: LegalDate | null;
}

/** `GET /v1/requests/{id}/preview`: who reads what before and after, as if executed on that day; writes nothing */
export class PreviewRequest extends Query<Preview> {
  constructor(
    readonly asking: Asking,
    readonly request: RequestId,
    readonly supposed: Supposed,
  ) {
    super();
  }
}

const previewed: readonly State[] = [
  'registered',
  'called',
  'executed-provisionally',
  'assessed',
  'consulted',
  'decided',
  'submitted',
];

@QueryHandler(PreviewRequest)
export class PreviewRequestHandler implements IQueryHandler<PreviewRequest> {
  constructor(
    private readonly looking: Looking,
    private readonly patients: Patients,
    private readonly facts: Facts,
    private readonly warnings: Warnings,
  ) {}

  async execute({ asking, request, supposed }: PreviewRequest): Promise<Preview> {
    const { state, file, caller } = await this.looking.at(asking, request, 'preview');
    if (!previewed.includes(state.state)) throw new Refusal('not-allowed-in-state');
    const context = await this.facts.contextFor(state, file, systemActor, request);
    const number = state.persons[state.patient]?.personalNumber;
    if (number === undefined) throw new NotFound();
    const found = await this.patients.known(file, number, null);
    const on = supposed.on ?? (state.validFrom > context.today ? state.validFrom : context.today);
    const executed = supposed.outcome === 'refused' ? state : asIfExecuted(state, supposed.end, on, context);
    return {
      on,
      before: this.patients.access(found, on, caller),
      after: this.patients.access(found, on, caller, measuresOf([...context.others, executed])),
      warnings: await this.warnings.of({ state, file }, caller, asking.language),
    };
  }
}

/** Every required item that has no receipt gets one on that day; what has one stays as it was done. */
export function asIfExecuted(
  state: RequestState,
  end: readonly PersonId[],
  on: LegalDate,
  context: Context,
): RequestState {
  const plan = planAgain(state, context, outcomesOf(state, end, context));
  const done = { performedAt: startOfDay(on), reference: null, at: context.now, by: systemActor, revision: 0 };
  const missing = missingReceipts({ plan, receipts: state.receipts });
  const receipts = Object.fromEntries(missing.map(({ item }) => [item, { item, ...done }]));
  return { ...state, plan, receipts: { ...receipts, ...state.receipts } };
}

/** What was decided, or what is supposed; all others continue. @throws Refusal `invalid-body` at /end */
function outcomesOf(state: RequestState, end: readonly PersonId[], { procedure }: Context): readonly GuardianOutcome[] {
  if (end.length > 0 && !procedure.perGuardian) throw invalidBody('/end', 'not-applicable');
  if (end.some((guardian) => !state.guardians.includes(guardian))) throw invalidBody('/end', 'not-in-the-case');
  if (state.decision?.guardians) return state.decision.guardians;
  if (!procedure.perGuardian) return [];
  return state.guardians.map((guardian) => ({ guardian, outcome: end.includes(guardian) ? 'end' : 'continue' }));
}
