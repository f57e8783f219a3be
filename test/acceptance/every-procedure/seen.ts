import { access } from '../../support/asking';
import { AccessEntry, View } from '../../support/contract';
import { RunningProgram } from '../../support/program';

/** Who reads what: for each reader (`self`, `first`, `second` guardian) the journal, then the e-services. */
export type Readers = Readonly<Record<string, string>>;

/** `{ self: 'none age, all own-login', first: 'units extension, none age' }` */
export function readersOf(entries: readonly AccessEntry[]): Readers {
  const ids = [...new Set(entries.map(({ reader }) => reader.id))];
  const of = (id: string, service: string) =>
    entries
      .filter((one) => one.reader.id === id && one.service === service)
      .map((one) => `${one.access} ${one.reason}`);
  return Object.fromEntries(
    ids.map((id, index) => [names[index] ?? id, [...of(id, 'journal'), ...of(id, 'e-services')].join(', ')]),
  );
}

const names = ['self', 'first', 'second'];

export const readers = async (program: RunningProgram, child: string, on?: string): Promise<Readers> =>
  readersOf((await access(program, child, on)).entries);

/** The plan by item, with each person's number instead of the id: `guardian-blocked:19890301-2386`; optional ones end with `?`. */
export function planOf(view: View): readonly string[] {
  const numbers = new Map(
    [view.patient, ...view.guardians].map(({ id, personalNumber }) => [id, personalNumber ?? id]),
  );
  return view.execution.plan.map(({ item, required }) => {
    const [name = '', person] = item.split(':');
    return `${name}${person === undefined ? '' : `:${numbers.get(person) ?? person}`}${required ? '' : '?'}`;
  });
}

export const warningsOf = ({ warnings }: Pick<View, 'warnings'>): readonly string[] => warnings.map(({ code }) => code);
