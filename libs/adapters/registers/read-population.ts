import { parseLegalDate, parsePersonalNumber, PersonalNumber, protections } from '@sigill/domain';
import { Entry } from './entry';
import type { RegisterRecord } from '@sigill/application/plain';
import { line, noNumber, notADate, notALine, notANumber, protection } from './words';

export interface Population {
  readonly persons: ReadonlyMap<PersonalNumber, RegisterRecord>;
  readonly children: ReadonlyMap<PersonalNumber, readonly PersonalNumber[]>;
}

/** Reads the `population` of a register file as a whole and adds what is wrong with it to `faults`. */
export function readPopulation(file: unknown, source: string, faults: string[]): Population {
  const entries = new Entry(file, '', faults).entries('population');
  const records = entries.map((entry) => recordOf(entry, source));
  const persons = new Map<PersonalNumber, RegisterRecord>();
  const children = new Map<PersonalNumber, PersonalNumber[]>();
  records.forEach((record, index) => {
    if (record.personalNumber !== noNumber && persons.has(record.personalNumber))
      entries[index]?.fault('personalNumber', 'stands in an earlier entry too');
    persons.set(record.personalNumber, record);
  });
  records.forEach((record, index) => {
    if (record.guardians.some((guardian) => !persons.has(guardian)))
      entries[index]?.fault('guardians', 'names somebody who is not in the population');
    for (const guardian of record.guardians)
      children.set(guardian, [...(children.get(guardian) ?? []), record.personalNumber]);
  });
  return { persons, children };
}

function recordOf(entry: Entry, source: string): RegisterRecord {
  entry.only('personalNumber', 'name', 'protection', 'guardians', 'deceasedOn', 'note');
  const number = entry.parsed('personalNumber', parsePersonalNumber, notANumber, noNumber);
  const guardians = entry.has('guardians') ? entry.each('guardians', parsePersonalNumber, notANumber) : [];
  if (number !== noNumber && guardians.includes(number)) entry.fault('guardians', 'names the person itself');
  return {
    personalNumber: number,
    name: entry.parsed('name', line, notALine, ''),
    protection: entry.parsed('protection', protection, `one of ${protections.join(', ')}`, 'none'),
    deceasedOn: entry.optional('deceasedOn', parseLegalDate, notADate),
    guardians,
    source,
  };
}
