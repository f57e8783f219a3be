import { Injectable } from '@nestjs/common';
import {
  ageOn,
  birthDateOf,
  isOpen,
  LegalDate,
  measuresOf,
  PersonalNumber,
  PersonId,
  pinnedProcedure,
  policyOn,
  RequestState,
  standing,
  withinAges,
} from '@sigill/domain';
import { Policies } from './ports';
import { PersonIds, PopulationRegister } from './ports';
import { CaseFiles } from './case-files';

/** The other children of the guardians that a request names, or of all the patient's where it names none. */
@Injectable()
export class Siblings {
  constructor(
    private readonly population: PopulationRegister,
    private readonly personIds: PersonIds,
    private readonly files: CaseFiles,
    private readonly policies: Policies,
  ) {}

  /** Those for whom there is neither an open request of this procedure nor a standing measure of its kind (domain.md 4.3 B9). */
  async left(state: RequestState, today: LegalDate): Promise<readonly PersonId[]> {
    const { siblingsToo, begins, ages } = pinnedProcedure(state.procedure);
    if (!siblingsToo || begins === null || state.state === 'closed') return [];
    const window = ages.window?.(policyOn(this.policies.all, today)) ?? null;
    const children = (await this.childrenOf(state)).filter(
      (number) => window === null || withinAges(window, ageOn(birthDateOf(number), today)),
    );
    const ids = children.map((number) => this.personIds.idOf(number)).filter((id) => id !== state.patient);
    const left: PersonId[] = [];
    for (const id of ids) {
      const file = [...(await this.files.load(id)).requests.values()];
      const open = file.some((one) => isOpen(one) && one.procedure.name === state.procedure.name);
      if (!open && standing(measuresOf(file), begins, today).length === 0) left.push(id);
    }
    return left;
  }

  private async childrenOf(state: RequestState): Promise<readonly PersonalNumber[]> {
    const ids = state.guardians.length > 0 ? state.guardians : state.register.guardians.map(({ id }) => id);
    const guardians = ids.flatMap((id) => state.persons[id]?.personalNumber ?? []);
    const children = await Promise.all(guardians.map((guardian) => this.population.childrenOf(guardian)));
    return [...new Set(children.flat())];
  }
}
