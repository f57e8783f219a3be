import { Injectable } from '@nestjs/common';
import {
  AccessPolicy,
  ageOn,
  birthDateOf,
  isDeceased,
  isOpen,
  KnownCaller,
  LegalDate,
  MeasureKind,
  measuresOf,
  PersonalNumber,
  PersonId,
  pinnedProcedure,
  policyOn,
  Procedure,
  RequestState,
  standing,
  wardsIn,
  withinAges,
} from '@sigill/domain';
import { PersonIds, Policies, PopulationRegister, RegisterRecord } from './ports';
import { CaseFiles } from './case-files';

/** Another child of a guardian's. `isShown`: not to one of its own family. */
export interface Sibling {
  readonly id: PersonId;
  readonly record: RegisterRecord;
  readonly isShown: boolean;
}

/** The other children of the guardians that a request names, or of all the patient's where it names none. */
@Injectable()
export class Siblings {
  constructor(
    private readonly population: PopulationRegister,
    private readonly personIds: PersonIds,
    private readonly files: CaseFiles,
    private readonly policies: Policies,
  ) {}

  /** The living for whom there is neither an open request of this procedure nor a standing measure of its kind (domain.md 4.3 B9). */
  async left(state: RequestState, today: LegalDate, caller: KnownCaller): Promise<readonly Sibling[]> {
    const { siblingsToo, begins, ages } = pinnedProcedure(state.procedure);
    if (!siblingsToo || begins === null || state.state === 'closed') return [];
    const isOfAge = ageTest(ages, policyOn(this.policies.all, today), today);
    const children = (await this.childrenOf(state)).filter(isOfAge);
    const left: Sibling[] = [];
    for (const number of children) {
      const id = this.personIds.idOf(number);
      const record = await this.population.lookUp(number);
      if (id === state.patient || record === null || isDeceased(record, today)) continue;
      const file = [...(await this.files.load(id)).requests.values()];
      if (!isOpenOrStanding(file, state.procedure.name, { begins, today }))
        left.push({ id, record, isShown: !isOwnFamily(caller, id, file) });
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

function ageTest({ window }: Procedure['ages'], policy: AccessPolicy, today: LegalDate) {
  const ages = window?.(policy) ?? null;
  return (number: PersonalNumber): boolean => ages === null || withinAges(ages, ageOn(birthDateOf(number), today));
}

const isOpenOrStanding = (
  file: readonly RequestState[],
  procedure: string,
  { begins, today }: { readonly begins: MeasureKind; readonly today: LegalDate },
): boolean =>
  file.some((one) => isOpen(one) && one.procedure.name === procedure) ||
  standing(measuresOf(file), begins, today).length > 0;

const isOwnFamily = ({ person, wards }: KnownCaller, child: PersonId, file: readonly RequestState[]): boolean =>
  person === child || [...wards, ...wardsIn(person, file)].includes(child);
