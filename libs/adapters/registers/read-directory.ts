import {
  HsaId,
  parseHsaId,
  parseLegalDate,
  parseMailAddress,
  parsePersonalNumber,
  parsePhone,
  parseVgrId,
  UnitRef,
} from '@sigill/domain';
import type { CareUnit, StaffMember } from '@sigill/application/plain';
import type { Delegation } from '@sigill/domain';
import { Entry } from './entry';
import {
  line,
  noAddress,
  noDate,
  noHsaId,
  notADate,
  notALine,
  notAnHsaId,
  notANumber,
  notListed,
  persona,
  procedureName,
  role,
} from './words';

export interface DirectoryContent {
  readonly provider: UnitRef;
  readonly units: readonly CareUnit[];
  readonly staff: readonly StaffMember[];
  readonly delegations: readonly Delegation[];
}

/** Reads `provider`, `units`, `staff` and `delegations` of a register file as a whole and adds what is wrong to `faults`.
 *  `exceptions`: the region's list of excluded units, by their names. */
export function readDirectory(file: unknown, exceptions: readonly string[], faults: string[]): DirectoryContent {
  const root = new Entry(file, '', faults);
  const units = root.entries('units');
  const staff = root.entries('staff');
  const delegations = root.entries('delegations');
  unique(units, 'hsaId');
  for (const name of ['hsaId', 'persona', 'vgrId']) unique(staff, name);
  known(units, 'head', staff);
  known(staff, 'unit', units);
  known(delegations, 'by', staff);
  known(delegations, 'to', staff);
  known(delegations, 'unit', units);
  return {
    provider: unitRefOf(root.entry('provider')),
    units: units.map((unit) => unitOf(unit, exceptions)),
    staff: staff.map(staffOf),
    delegations: delegations.map(delegationOf),
  };
}

const unitRefOf = (entry: Entry): UnitRef => ({
  hsaId: entry.parsed('hsaId', parseHsaId, notAnHsaId, noHsaId),
  name: entry.parsed('name', line, notALine, ''),
});

function unitOf(entry: Entry, exceptions: readonly string[]): CareUnit {
  entry.only('hsaId', 'name', 'kind', 'recordSystem', 'email', 'head', 'excludedFromDirectAccess', 'note');
  const exclusion = entry.has('excludedFromDirectAccess') ? entry.entry('excludedFromDirectAccess') : null;
  exclusion?.only('since', 'listedAs');
  return {
    ...unitRefOf(entry),
    kind: entry.parsed('kind', line, notALine, ''),
    recordSystem: entry.optional('recordSystem', line, notALine),
    email: entry.parsed('email', parseMailAddress, 'one plain e-mail address', noAddress),
    head: entry.optional('head', parseHsaId, notAnHsaId),
    excludedSince: exclusion?.parsed('since', parseLegalDate, notADate, noDate) ?? null,
    excludedAs: exclusion?.parsed('listedAs', lineOf(exceptions), notListed, '') ?? null,
  };
}

const lineOf =
  (exceptions: readonly string[]) =>
  (text: string): string | null =>
    exceptions.find((name) => name === text) ?? null;

const staffFields = [
  ...['persona', 'hsaId', 'name', 'unit', 'roles', 'onCall', 'email', 'phone', 'vgrId', 'personalNumber', 'note'],
] as const;

function staffOf(entry: Entry): StaffMember {
  entry.only(...staffFields);
  return {
    persona: entry.parsed('persona', persona, 'a name of small letters, digits and -', ''),
    ...unitRefOf(entry),
    unit: entry.optional('unit', parseHsaId, notAnHsaId),
    roles: entry.each('roles', role, 'a role'),
    onCall: entry.flag('onCall'),
    email: entry.parsed('email', parseMailAddress, 'one plain e-mail address', noAddress),
    phone: entry.parsed('phone', parsePhone, 'a telephone number of 3-30 characters', ''),
    vgrId: entry.parsed('vgrId', parseVgrId, 'a VGR-id', ''),
    personalNumber: entry.optional('personalNumber', parsePersonalNumber, notANumber),
  };
}

function delegationOf(entry: Entry): Delegation {
  entry.only('by', 'to', 'unit', 'procedures', 'from', 'until', 'note');
  const hsaId = (name: string): HsaId => entry.parsed(name, parseHsaId, notAnHsaId, noHsaId);
  const from = entry.parsed('from', parseLegalDate, notADate, noDate);
  const until = entry.parsed('until', parseLegalDate, notADate, noDate);
  if (until < from && until !== noDate) entry.fault('until', 'lies before from');
  return {
    by: hsaId('by'),
    to: hsaId('to'),
    unit: hsaId('unit'),
    procedures: entry.each('procedures', procedureName, 'the name of a procedure'),
    from,
    until,
  };
}

function unique(entries: readonly Entry[], name: string): void {
  const seen = new Set<unknown>();
  for (const entry of entries) {
    const value = entry.value(name);
    const key = typeof value === 'string' ? value.toLowerCase() : value;
    if (value !== undefined && seen.has(key)) entry.fault(name, 'stands in an earlier entry too');
    seen.add(key);
  }
}

/** The HSA-id, where one is given, is that of one of `those`. */
function known(entries: readonly Entry[], name: string, those: readonly Entry[]): void {
  const hsaIds = new Set(those.map((each) => each.value('hsaId')));
  for (const entry of entries) {
    const value = entry.value(name) ?? null;
    if (value !== null && !hsaIds.has(value)) entry.fault(name, 'is not in the directory');
  }
}
