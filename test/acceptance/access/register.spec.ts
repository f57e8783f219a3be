import { access, inboxFor, lines } from '../../support/asking';
import { Answer, problemOf } from '../../support/client';
import { accepted, Case } from '../../support/case';
import { View } from '../../support/contract';
import { Entry, PopulationFile } from '../../support/population-file';
import { RunningProgram, startProgram } from '../../support/program';
import { numberOf, partille, written } from '../../support/samples';
import { extensionOfGuardian } from '../every-procedure/abouts';
import { inForce } from '../every-procedure/walk';

/** What the population register says is written into the patient's file whenever it differs, and what follows, follows once. */

const [mother, father, third] = ['19850301', '19850302', '19850303'].map((birth) => numberOf(birth, '238')) as [
  string,
  string,
  string,
];
const [child, teenager] = ['20170101', '20120102'].map((birth) => numberOf(birth, '239')) as [string, string];

const one = (personalNumber: string, name: string, more: Partial<Entry> = {}): Entry => ({
  personalNumber,
  name,
  protection: 'none',
  ...more,
});
interface Family {
  readonly childIs?: Partial<Entry>;
  readonly fatherIs?: Partial<Entry>;
  readonly guardians?: readonly string[];
  readonly teenagersGuardians?: readonly string[];
}
const family = ({ childIs = {}, fatherIs = {}, guardians, teenagersGuardians }: Family = {}): readonly Entry[] => [
  one(mother, 'Test Moder'),
  one(father, 'Test Fader', fatherIs),
  one(third, 'Test Tredje'),
  one(child, 'Test Barn', { guardians: guardians ?? [mother, father], ...childIs }),
  one(teenager, 'Test Tonåring', { guardians: teenagersGuardians ?? [mother, father] }),
];

let register: PopulationFile;
let program: RunningProgram;
beforeAll(async () => {
  register = await PopulationFile.make(family());
  program = await startProgram({ clockStart: '2026-11-20T08:00:00Z', env: register.settings });
});

interface Changes {
  readonly items: readonly { readonly patient: string; readonly changed: readonly string[] }[];
}
const changes = (patients: readonly string[], by = 'operator'): Promise<Answer<Changes>> =>
  program.as(by).post<Changes>('/v1/register-changes', { patients });
const changed = async (patient: string): Promise<readonly string[] | undefined> =>
  accepted(await changes([patient]), 200).body.items[0]?.changed;
const journal = async (reader: string, on?: string, knownAt?: string): Promise<string | undefined> =>
  lines((await asked({ on, knownAt })).entries)
    .find((line) => line.includes(`${written(reader)} journal`))
    ?.split(' ')
    .slice(3)
    .join(' ');
const asked = async (body: { on?: string | undefined; knownAt?: string | undefined }) =>
  accepted(
    await program.as('clinician-partille').post<Awaited<ReturnType<typeof access>>>('/v1/access/search', {
      patient: child,
      ...body,
    }),
    200,
  ).body;

describe('a change in the population register', () => {
  let first: string;

  it('is none at the first look, and none where nothing has changed', async () => {
    expect(await changed(child)).toEqual([]);
    expect(await changed(child)).toEqual([]);
    first = (await asked({})).knownAt ?? '';
    expect(await journal(father)).toBe('all automatic-guardian');
    expect(await journal(father, '2020-01-01')).toBe('all automatic-guardian');
  });

  it('of custody counts from the day it is seen, and what was known before stays answerable', async () => {
    await program.moveClock('2026-12-01T08:00:00Z');
    await register.replace(program, family({ guardians: [mother] }));
    expect(await changed(child)).toEqual(['guardians']);
    expect(await journal(father)).toBe('none not-guardian');
    expect(await journal(father, '2026-11-30')).toBe('all automatic-guardian');
    expect(await journal(father, '2026-12-01', first)).toBe('all automatic-guardian');
    expect((await asked({ on: '2026-11-30' })).nextChange).toEqual({ date: '2026-12-01', cause: 'register-changes' });
  });

  it('of protection counts from the day it is seen, for the child and for everybody who reads', async () => {
    await program.moveClock('2026-12-05T08:00:00Z');
    await register.replace(program, family({ childIs: { protection: 'secrecy-marking' } }));
    expect(await changed(child)).toEqual(['guardians', 'protection']);
    expect([await journal(mother, '2026-12-04'), await journal(mother)]).toEqual([
      'all automatic-guardian',
      'none protected',
    ]);
  });

  it('of a guardian who comes back protected is one of custody and of protection', async () => {
    await program.moveClock('2026-12-06T08:00:00Z');
    await register.replace(program, family({ guardians: [mother] }));
    expect(await changed(child)).toEqual(['guardians', 'protection']);
    await register.replace(program, family({ fatherIs: { protection: 'protected-registration' } }));
    expect(await changed(child)).toEqual(['guardians', 'protection']);
    expect([await journal(father), await journal(mother)]).toEqual(['none protected', 'all automatic-guardian']);
  });

  it('by a death counts from its own day, whenever it is seen', async () => {
    await program.moveClock('2026-12-10T08:00:00Z');
    await register.replace(program, family({ fatherIs: { deceasedOn: '2026-12-03' } }));
    expect(await changed(child)).toEqual(['protection', 'death']);
    expect([await journal(father, '2026-12-02'), await journal(father, '2026-12-03')]).toEqual([
      'none not-guardian',
      'none deceased',
    ]);
  });

  it('of somebody whom it no longer holds leaves what it said last', async () => {
    await program.moveClock('2026-12-12T08:00:00Z');
    await register.replace(program, []);
    expect(await changed(child)).toEqual(['missing']);
    expect(await changed(child)).toEqual([]);
    expect([await journal(mother), await journal(father)]).toEqual(['all automatic-guardian', 'none deceased']);
    await register.replace(program, family());
    expect(await changed(child)).toEqual(['death']);
  });

  it('is told by the operator alone, of real numbers', async () => {
    problemOf(await changes([child], 'head-partille'), 403, 'not-authorized');
    const { errors } = problemOf(await changes([child, '201701012394']), 400, 'invalid-body');
    expect(errors).toEqual([expect.objectContaining({ pointer: '/patients/1', code: 'wrong-number' })]);
    problemOf(await changes(['201701612393']), 400, 'invalid-body');
    expect(await changed(numberOf('20160202', '239'))).toEqual([]);
    expect((await changes([child])).position).toMatch(/^\d+$/);
  });
});

describe('a guardian who loses custody', () => {
  it('is given no ending but of an own extension, once, in the unit that decided it', async () => {
    const about = extensionOfGuardian({ child: teenager, guardians: [mother, father] }, 1);
    const extension = await inForce(program, about);
    await register.replace(program, family({ teenagersGuardians: [mother] }));
    expect(await changed(teenager)).toEqual(['guardians']);
    const found = accepted(
      await program
        .as('clinician-partille')
        .post<{ items: readonly View[] }>('/v1/requests/search', { patient: teenager, procedure: 'extension-end' }),
      200,
    ).body.items;
    expect(found).toMatchObject([
      {
        state: 'registered',
        unit: { hsaId: partille },
        concerns: extension.view.id,
        openedBy: { hsaId: 'system', name: 'Sigill', role: 'system', unit: null },
      },
    ]);
    const ending = await Case.find(program, found[0]?.id ?? '');
    expect(await inboxFor(ending, 'clinician-partille')).toEqual(['assessment']);
    await register.replace(program, family({ teenagersGuardians: [] }));
    expect(await changed(teenager)).toEqual(['guardians']);
    const again = await program
      .as('clinician-partille')
      .post<{ items: readonly View[] }>('/v1/requests/search', { patient: teenager, procedure: 'extension-end' });
    expect(again.body.items).toHaveLength(1);
  });
});
