import { Injectable } from '@nestjs/common';
import {
  GivenSiblingAnswer,
  invalidBody,
  LegalDate,
  parsePersonNumber,
  PersonId,
  RegisteredSibling,
  RequestState,
} from '@sigill/domain';
import { isUuid } from '@sigill/event-log';
import { PersonIds, PopulationRegister, RegisterRecord } from './ports';

/** Another child of a guardian's. */
export interface Sibling {
  readonly id: PersonId;
  readonly record: RegisterRecord;
}

/** The other children of the guardians that a request names, or of all the patient's where it names none. */
@Injectable()
export class SiblingsInRegister {
  constructor(
    private readonly population: PopulationRegister,
    private readonly personIds: PersonIds,
  ) {}

  /** Whom a body names. @throws Refusal `invalid-body` at what is no number */
  named(
    given: readonly (Omit<GivenSiblingAnswer, 'person'> & { readonly person: string })[],
    today: LegalDate,
  ): readonly GivenSiblingAnswer[] {
    return given.map(({ person: text, ...answer }, index) => {
      const id = text.toLowerCase();
      if (isUuid(id)) return { ...answer, person: id as PersonId };
      const parsed = parsePersonNumber(text, today);
      if (parsed.kind === 'invalid') throw invalidBody(`/siblings/${String(index)}/person`, parsed.fault);
      return { ...answer, person: parsed.kind === 'personal' ? this.personIds.idOf(parsed.number) : null };
    });
  }

  async registered(state: RequestState): Promise<readonly RegisteredSibling[]> {
    return (await this.of(state)).map(({ id, record: { personalNumber, name, protection } }) => ({
      identity: { id, personalNumber, name },
      protection,
    }));
  }

  /** Those of the case's guardians who are the child's in the register of today; null where it does not know the child. */
  async guardiansInCase({ guardians, persons }: RequestState, child: PersonId): Promise<readonly PersonId[] | null> {
    const number = persons[child]?.personalNumber;
    const record = number === undefined ? null : await this.population.lookUp(number);
    if (record === null) return null;
    const registered = record.guardians.map((guardian) => this.personIds.idOf(guardian));
    return guardians.filter((guardian) => registered.includes(guardian));
  }

  async of(state: RequestState): Promise<readonly Sibling[]> {
    const ids = state.guardians.length > 0 ? state.guardians : state.register.guardians.map(({ id }) => id);
    const guardians = ids.flatMap((id) => state.persons[id]?.personalNumber ?? []);
    const children = await Promise.all(guardians.map((guardian) => this.population.childrenOf(guardian)));
    const siblings: Sibling[] = [];
    for (const number of new Set(children.flat())) {
      const id = this.personIds.idOf(number);
      const record = id === state.patient ? null : await this.population.lookUp(number);
      if (record !== null) siblings.push({ id, record });
    }
    return siblings;
  }
}
