import { LegalDate, Looked, PersonId, Protection } from '@sigill/domain';
import { child, father, identities, mother, stepfather } from '../../support/domain/people';
import { daysFrom } from '../../domain/access/days';
import { Said } from './story';

interface Facts {
  readonly found: boolean;
  readonly guardians: readonly PersonId[];
  readonly protections: Readonly<Record<string, Protection>>;
  readonly deaths: Readonly<Record<string, LegalDate>>;
}

/** What the population register holds of a family at some moment, seen or not. */
export class Registered {
  constructor(private readonly facts: Facts) {}

  /** Custody, protection and deaths come and go; by number what happens. */
  changed(twist: number, today: LegalDate): Registered {
    const change = changes[twist % changes.length]!;
    return new Registered({ ...this.facts, ...change(this.facts, daysFrom(today, -((twist >> 4) % 12))) });
  }

  looked(): Looked | null {
    if (!this.facts.found) return null;
    return {
      source: 'folkbokforing',
      patient: this.#person(child.id),
      guardians: this.facts.guardians.map((id) => this.#person(id)),
      identities: identities.filter(({ id }) => id === child.id || this.facts.guardians.includes(id)),
    };
  }

  said(): { readonly child: Said; readonly guardians: readonly Said[] } {
    const said = (id: PersonId): Said => {
      const { protection, deceasedOn } = this.#person(id);
      return { id, isProtected: protection !== 'none', died: deceasedOn };
    };
    return { child: said(child.id), guardians: this.facts.guardians.map(said) };
  }

  #person(id: PersonId) {
    return { id, protection: this.facts.protections[id] ?? 'none', deceasedOn: this.facts.deaths[id] ?? null };
  }
}

type Change = (facts: Facts, recently: LegalDate) => Partial<Facts>;

const turned =
  (id: PersonId, protection: Protection): Change =>
  ({ protections }) => ({
    protections: { ...protections, [id]: (protections[id] ?? 'none') === 'none' ? protection : 'none' },
  });

const dead =
  (id: PersonId): Change =>
  ({ deaths }, recently) => ({ deaths: { ...deaths, [id]: recently } });

const parents = [mother.id, father.id];

const changes: readonly Change[] = [
  () => ({ guardians: [mother.id] }),
  () => ({ guardians: [father.id] }),
  () => ({ guardians: parents }),
  () => ({ guardians: parents }),
  () => ({ guardians: [] }),
  () => ({ guardians: [mother.id, stepfather.id] }),
  turned(child.id, 'secrecy-marking'),
  () => ({ protections: {} }),
  turned(mother.id, 'secrecy-marking'),
  turned(father.id, 'protected-registration'),
  () => ({ protections: {} }),
  ({ found }) => ({ found: !found }),
  () => ({ found: true }),
  dead(mother.id),
  (facts, recently) => (facts.guardians.length === 1 ? dead(child.id)(facts, recently) : {}),
  () => ({ deaths: {} }),
];

export const registeredFamily = new Registered({ found: true, guardians: parents, protections: {}, deaths: {} });
