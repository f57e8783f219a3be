import { Injectable } from '@nestjs/common';
import {
  AccessPolicy,
  ageOn,
  AssessedSibling,
  birthDateOf,
  formatPersonalNumber,
  isDeceased,
  isOpen,
  isProtected,
  KnownCaller,
  LegalDate,
  MeasureKind,
  measuresOf,
  PersonalNumber,
  PersonId,
  pinnedProcedure,
  policyOn,
  Procedure,
  RequestId,
  RequestState,
  sees,
  standing,
  wardsIn,
  withinAges,
} from '@sigill/domain';
import { PersonView, SiblingView, siblingView } from '@sigill/projections';
import { CaseFiles } from './case-files';
import { Persons } from './persons';
import { Caller, Policies } from './ports';
import { Sibling, SiblingsInRegister } from './siblings-in-register';

/** Of siblings that a case names: of whom a caller is told nothing, and which of their requests he or she may read. */
export interface ToldOfSiblings {
  readonly untold: readonly PersonId[];
  readonly readable: readonly RequestId[];
}

/** What is known and told of the other children of the guardians in a case. */
@Injectable()
export class Siblings {
  constructor(
    private readonly register: SiblingsInRegister,
    private readonly files: CaseFiles,
    private readonly policies: Policies,
    private readonly persons: Persons,
  ) {}

  /** The living who are not said to need nothing, and for whom there is neither an open request of this procedure nor a standing
   *  measure of its kind (domain.md 4.3 B9). `isShown`: not to one of its own family. */
  async left(
    state: RequestState,
    today: LegalDate,
    caller: KnownCaller,
  ): Promise<readonly (Sibling & { readonly isShown: boolean })[]> {
    const { siblingsToo, begins, ages } = pinnedProcedure(state.procedure);
    if (!siblingsToo || begins === null || state.state === 'closed') return [];
    const isOfAge = ageTest(ages, policyOn(this.policies.all, today), today);
    const withoutNeed = state.said.siblings.filter(({ answer }) => answer === 'no-need').map(({ person }) => person);
    const left: (Sibling & { readonly isShown: boolean })[] = [];
    for (const { id, record } of await this.register.of(state)) {
      const isOut = withoutNeed.includes(id) || !isOfAge(record.personalNumber) || isDeceased(record, today);
      const file = isOut ? [] : await this.fileOf(id);
      if (!isOut && !isOpenOrStanding(file, state.procedure.name, { begins, today }))
        left.push({ id, record, isShown: !isOwnFamily(caller, id, file) });
    }
    return left;
  }

  /** As a view shows them: all who are registered today, and whoever the assessment names. */
  async shown(state: RequestState, caller: KnownCaller): Promise<readonly SiblingView[]> {
    if (pinnedProcedure(state.procedure).assessesSiblings !== true) return [];
    const registered = await this.register.of(state);
    const views = registered.map(({ id, record }): SiblingView => {
      const named = state.said.siblings.find(({ person }) => person === id);
      const { answer, note, request } = named ?? { answer: null, note: null, request: null };
      return { person: siblingPerson({ id, record }), answer, note, request };
    });
    const gone = state.said.siblings.filter(({ person }) => !registered.some(({ id }) => id === person));
    const told = await this.toldOf(state.said.siblings, caller);
    return [...views, ...gone.map((one) => siblingView(state, one))].map((one) => asTold(one, told));
  }

  async toldOf(siblings: readonly AssessedSibling[], caller: KnownCaller): Promise<ToldOfSiblings> {
    const untold: PersonId[] = [];
    const readable: RequestId[] = [];
    for (const { person, request } of siblings) {
      const file = await this.fileOf(person);
      const opened = file.find(({ id }) => id === request);
      if (isOwnFamily(caller, person, file)) untold.push(person);
      else if (opened !== undefined && sees(caller, opened)) readable.push(opened.id);
    }
    return { untold, readable };
  }

  /** Is the caller a party to whatever case the child has? */
  async isOfOwnFamily(caller: Caller, child: PersonId): Promise<boolean> {
    const file = await this.files.load(child);
    return isOwnFamily(await this.persons.knownAt(file, caller), child, [...file.requests.values()]);
  }

  private async fileOf(child: PersonId): Promise<readonly RequestState[]> {
    return [...(await this.files.load(child)).requests.values()];
  }
}

/** Nothing of the own family is told, and no request that the reader may not read. */
export const asTold = ({ person, ...said }: SiblingView, { untold, readable }: ToldOfSiblings): SiblingView =>
  untold.includes(person.id)
    ? { person, answer: null, note: null, request: null }
    : { person, ...said, request: readable.find((one) => one === said.request) ?? null };

export const siblingPerson = ({ id, record }: Sibling): PersonView => ({
  id,
  personalNumber: formatPersonalNumber(record.personalNumber),
  name: record.name,
  protected: isProtected(record),
});

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
