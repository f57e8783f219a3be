import {
  ageRules,
  BrokenHistory,
  kindOf,
  lastExtensionDay,
  pinnedProcedure,
  Procedure,
  procedureNamed,
  procedures,
  vgrPolicies,
} from '@sigill/domain';
import { date } from '../../support/domain/people';

const policy = vgrPolicies[0];

/** The table of api.md 3, by hand. */
const table = {
  'extension.minor': { ages: [13, 16], guardians: [0, 0], urgent: false, decided: 'head or designee', scope: 'unit' },
  'extension.guardian': {
    ages: [13, 16],
    guardians: [1, 1],
    urgent: false,
    decided: 'head or designee',
    scope: 'unit',
  },
  'extension-end': { ages: null, guardians: [0, 0], urgent: false, decided: 'head or designee', scope: 'unit' },
  block: { ages: [0, 16], guardians: [1, 2], urgent: true, decided: 'head', scope: 'account' },
  'block-renewal': { ages: null, guardians: [0, 0], urgent: false, decided: 'head or designee', scope: 'account' },
  'block-end': { ages: null, guardians: [0, 2], urgent: false, decided: 'head or designee', scope: 'account' },
  'seal.protected-identity': { ages: [0, 18], guardians: [0, 0], urgent: true, decided: 'head', scope: 'account' },
  'seal.staff': { ages: null, guardians: [0, 0], urgent: true, decided: 'head', scope: 'account' },
  'seal.patient': { ages: [16, null], guardians: [0, 0], urgent: false, decided: 'by right', scope: 'account' },
  'unseal.staff': { ages: null, guardians: [0, 0], urgent: false, decided: 'head', scope: 'account' },
  'unseal.patient': { ages: null, guardians: [0, 0], urgent: false, decided: 'by right', scope: 'account' },
} as const;

const formNames: Readonly<Record<keyof typeof table, string>> = {
  'extension.minor': 'Tilldela direktåtkomst för minderårig 13 tom 15 år',
  'extension.guardian': 'Tilldela direktåtkomst för vårdnadshavare till minderårigs journalinformation 13 t o m 15 år',
  'extension-end': 'Avslut av tilldelad direktåtkomst 13 t o m 15 år',
  block: 'Blockering av vårdnadshavares direktåtkomst',
  'block-renewal': 'Förlängning blockering av vårdnadshavares direktåtkomst',
  'block-end': 'Upphävande av blockering av vårdnadshavares direktåtkomst',
  'seal.protected-identity': 'Försegling av barns journal via nätet vid skyddat id och låsning av 1177-konto',
  'seal.staff': 'Försegling av direktåtkomst på uppdrag av hälso- och sjukvårdspersonal',
  'seal.patient': 'Försegling av direktåtkomst på uppdrag av patient',
  'unseal.staff': 'Återställande av direktåtkomst på uppdrag av hälso- och sjukvårdspersonal',
  'unseal.patient': 'Upplåsning av direktåtkomst på uppdrag av patient',
};

const deciderOf = ({ decided }: Procedure): string => {
  if (decided.by === 'right') return 'by right';
  return decided.designee ? 'head or designee' : 'head';
};

describe('the procedures', () => {
  it.each(Object.entries(table))('%s is as the contract says', (name, expected) => {
    const procedure = procedureNamed(name);
    const window = procedure?.ages.window?.(policy) ?? null;
    expect(
      procedure && {
        ages: window && [window.from, window.below],
        guardians: [procedure.guardians.min, procedure.guardians.max],
        urgent: procedure.urgent,
        decided: deciderOf(procedure),
        scope: procedure.scope,
      },
    ).toStrictEqual(expected);
  });

  it('are listed in the order of the contract, before any that came later', () => {
    expect(procedures.slice(0, 11).map(({ name }) => name)).toStrictEqual(Object.keys(table));
  });

  it.each(Object.entries(formNames))('%s has its form', (name, formName) => {
    expect(procedureNamed(name)?.formName).toBe(formName);
  });

  it('have names and forms of their own', () => {
    for (const word of [(one: Procedure) => one.name, (one: Procedure) => one.formName])
      expect(new Set(procedures.map(word)).size).toBe(procedures.length);
  });

  it('let an own seal begin at sixteen, or from thirteen with an extension of one’s own', () => {
    expect(procedureNamed('seal.patient')?.ages).toStrictEqual({
      window: ageRules.ownAccess,
      orWith: { window: ageRules.extension, measure: 'extension' },
    });
  });
});

describe.each(procedures.map((procedure) => [procedure.name, procedure] as const))('%s', (name, procedure) => {
  it('is found by its name, and pinned by its version', () => {
    expect(procedureNamed(name)).toBe(procedure);
    expect(pinnedProcedure({ name, version: procedure.version })).toBe(procedure);
    expect(() => pinnedProcedure({ name, version: 99 })).toThrow(BrokenHistory);
  });

  it('has a title in both languages and a ground in law', () => {
    expect([procedure.title.sv, procedure.title.en].every((text) => text.length > 5)).toBe(true);
    expect(procedure.legalGround).toMatchObject({ version: 1, code: expect.stringMatching(/^(OSL|PDL) \d/) as string });
  });

  it('is urgent only where it protects, and then has something that ends it', () => {
    const protects = procedure.begins !== null && procedure.begins !== 'extension';
    expect(!procedure.urgent || protects).toBe(true);
    const ending = procedure.endedBy === null ? null : procedureNamed(procedure.endedBy);
    expect(procedure.urgent ? ending?.concerns?.begunBy : ['nothing']).toContain(procedure.urgent ? name : 'nothing');
  });

  it('ends by time if it permits, and never if it protects', () => {
    expect(procedure.endsByTime).toBe(procedure.begins === 'extension');
  });

  it('begins a measure or concerns one that is begun', () => {
    expect((procedure.begins === null) !== (procedure.concerns === null)).toBe(true);
    for (const begun of procedure.concerns?.begunBy ?? [])
      expect(procedureNamed(begun)?.begins).toBe(procedure.concerns?.measure);
  });
});

describe('the kind of a procedure', () => {
  it.each([
    ['block-end', 'block-end'],
    ['seal.protected-identity', 'seal'],
    ['extension.minor', 'extension'],
  ])('%s is of the kind %s', (name, kind) => expect(kindOf(name)).toBe(kind));
});

describe('a procedure that there is not', () => {
  it('is no procedure to open, and a broken history to read', () => {
    expect(procedureNamed('blockering')).toBeNull();
    expect(procedureNamed('constructor')).toBeNull();
    expect(() => pinnedProcedure({ name: 'blockering', version: 1 })).toThrow(BrokenHistory);
  });
});

it('an extension lasts until the day before the sixteenth birthday', () => {
  expect(lastExtensionDay(date('2012-01-01'), vgrPolicies)).toBe('2027-12-31');
  expect(lastExtensionDay(date('2012-02-29'), vgrPolicies)).toBe('2028-02-28');
});
