import { accessOn } from '../../../libs/domain/access/access';
import { AccessPolicies, ageRules, lastExtensionDay, policyOn, withinAges } from '../../../libs/domain/policy/policy';
import { vgrPolicies } from '../../../libs/domain/policy/vgr';
import { ageOn, addDays } from '../../../libs/domain/words/dates';
import { nextChange } from '../../../libs/domain/access/next-change';
import {
  answered,
  born,
  cellOf,
  child,
  date,
  entryOf,
  father,
  instant,
  measure,
  mother,
  registered,
  today,
} from './cases';

describe('the limits of age, for the children of the sample on 2026-11-21', () => {
  it.each([
    ['2013-11-22', 'turns 13 tomorrow', 'none age', 'all automatic-guardian', 'all automatic-guardian'],
    ['2013-11-21', 'is 13 today', 'none age', 'none age', 'none age'],
    ['2013-11-20', 'was 13 yesterday', 'none age', 'none age', 'none age'],
    ['2010-11-22', 'turns 16 tomorrow', 'none age', 'none age', 'none age'],
    ['2010-11-21', 'is 16 today', 'all own-access', 'none age', 'none age'],
    ['2010-11-20', 'was 16 yesterday', 'all own-access', 'none age', 'none age'],
    ['2008-11-22', 'turns 18 tomorrow', 'all own-access', 'none age', 'none age'],
    ['2008-11-21', 'is 18 today', 'all own-access', 'none not-guardian', 'none not-guardian'],
    ['2008-11-20', 'was 18 yesterday', 'all own-access', 'none not-guardian', 'none not-guardian'],
    ['2012-02-29', 'is 14, of a leap day', 'none age', 'none age', 'none age'],
    ['2008-02-29', 'is 18, of a leap day', 'all own-access', 'none not-guardian', 'none not-guardian'],
    ['2026-11-05', 'is sixteen days old', 'none age', 'all automatic-guardian', 'all automatic-guardian'],
  ])('born %s, who %s', (birthDate, _age, own, guardian, eServices) => {
    expect(cellOf(born(birthDate), child, 'journal')).toBe(own);
    expect(cellOf(born(birthDate), mother, 'journal')).toBe(guardian);
    expect(cellOf(born(birthDate), mother, 'e-services')).toBe(eServices);
    expect(cellOf(born(birthDate), child, 'e-services')).toBe('all own-login');
  });

  it.each([
    ['2012-02-29', mother, '2025-02-27', 'all automatic-guardian'],
    ['2012-02-29', mother, '2025-02-28', 'none age'],
    ['2012-02-29', child, '2028-02-28', 'none age'],
    ['2012-02-29', child, '2028-02-29', 'all own-access'],
    ['2012-02-29', mother, '2030-02-27', 'none age'],
    ['2012-02-29', mother, '2030-02-28', 'none not-guardian'],
    ['2008-02-29', mother, '2021-02-27', 'all automatic-guardian'],
    ['2008-02-29', mother, '2021-02-28', 'none age'],
    ['2008-02-29', child, '2024-02-28', 'none age'],
    ['2008-02-29', child, '2024-02-29', 'all own-access'],
    ['2008-02-29', mother, '2026-02-28', 'none not-guardian'],
  ])('born on leap day %s, the %s on %s: %s', (birthDate, reader, on, expected) =>
    expect(cellOf(born(birthDate), reader, 'journal', { on: date(on) })).toBe(expected),
  );

  it('lets an extension work from the 13th birthday to the day before the 16th, whatever its own days', () => {
    const measures = [
      measure('extension', child, { from: date('2020-01-01') }),
      measure('extension', mother, { from: date('2020-01-01') }),
    ];
    const facts = born('2010-11-22', { measures });
    const on = (text: string) => ({ on: date(text) });
    expect(cellOf(facts, mother, 'journal', on('2023-11-21'))).toBe('all automatic-guardian');
    expect(cellOf(facts, child, 'journal', on('2023-11-21'))).toBe('none age');
    expect(cellOf(facts, mother, 'journal', on('2023-11-22'))).toBe('05 extension');
    expect(cellOf(facts, child, 'journal', on('2023-11-22'))).toBe('05 extension');
    expect(entryOf(facts, mother, 'journal')).toMatchObject({ from: '2023-11-22', until: '2026-11-21' });
    expect(cellOf(facts, mother, 'journal', on('2026-11-22'))).toBe('none age');
    expect(cellOf(facts, child, 'journal', on('2026-11-22'))).toBe('all own-access');
  });

  it('counts a measure from its first day to the day before its end', () => {
    const block = measure('block', mother, { from: date('2026-11-10'), until: date('2026-12-01') });
    const facts = born('2018-01-02', { measures: [block] });
    const days = ['2026-11-09', '2026-11-10', '2026-11-30', '2026-12-01'];
    expect(days.map((on) => cellOf(facts, mother, 'journal', { on: date(on) }))).toEqual([
      'all automatic-guardian',
      'none blocked',
      'none blocked',
      'all automatic-guardian',
    ]);
    expect(entryOf(facts, mother, 'journal')).toMatchObject({ from: '2026-11-10', until: '2026-11-30' });
    expect(entryOf(facts, mother, 'journal', { on: date('2026-12-01') })).toMatchObject({
      from: '2026-12-01',
      until: '2031-01-01',
    });
  });

  it('closes everything from the day of death', () => {
    const patient = registered(child, { deceasedOn: date('2025-03-14') });
    const facts = born('2016-09-05', { register: [answered({ patient })] });
    expect(cellOf(facts, mother, 'journal', { on: date('2025-03-13') })).toBe('all automatic-guardian');
    expect(entryOf(facts, mother, 'journal')).toMatchObject({ reason: 'deceased', from: '2025-03-14', until: null });
  });
});

describe('the death of a guardian', () => {
  const died = date('2025-03-14');
  const dead = registered(mother, { deceasedOn: died });
  const register = [answered({ guardians: [dead, registered(father)] })];
  const facts = born('2018-01-02', { register });

  it('closes what that guardian read, journal and e-services, from its day on, and nothing of the others', () => {
    expect(cellOf(facts, mother, 'journal', { on: date('2025-03-13') })).toBe('all automatic-guardian');
    for (const service of ['journal', 'e-services'] as const) {
      expect(entryOf(facts, mother, service)).toMatchObject({ reason: 'deceased', from: died, until: null });
      expect(cellOf(facts, father, service)).toBe('all automatic-guardian');
    }
    expect(cellOf(facts, child, 'e-services')).toBe('all own-login');
    expect(nextChange(facts, date('2025-03-13'), vgrPolicies)).toEqual({ date: died, cause: 'death' });
  });

  it('is told before a seal, a lock, a block, an extension and the end of guardianship', () => {
    const measures = [measure('seal', child), measure('lock', child), measure('block', mother)];
    for (const one of [
      { ...facts, measures },
      { ...born('2012-01-01', { register, measures: [measure('extension', mother)] }) },
      { ...facts, register: [...register, answered({ at: instant('2025-06-01T08:00:00.000Z'), guardians: [] })] },
    ])
      for (const service of ['journal', 'e-services'] as const)
        expect(cellOf(one, mother, service)).toBe('none deceased');
  });
});

describe('a dated policy', () => {
  /** The ages proposed in Ds 2023:26, as if they came into force. */
  const proposed: AccessPolicies = [
    ...vgrPolicies,
    { ...vgrPolicies[0], validFrom: date('2027-01-01'), automaticUntilAge: 18, ownAccessAge: 13 },
  ];

  it('answers for the days from its date on; the first also for all before', () => {
    expect(policyOn(proposed, date('2015-01-01'))).toBe(proposed[0]);
    expect(policyOn(proposed, date('2026-12-31'))).toBe(proposed[0]);
    expect(policyOn(proposed, date('2027-01-01'))).toBe(proposed[1]);
  });

  it('leaves the answers for the days before it as they were', () => {
    const facts = born('2012-01-01');
    const on = date('2026-12-31');
    const open = (policies: AccessPolicies) =>
      accessOn(facts, on, policies).map((entry) => ({ ...entry, until: null }));
    expect(open(proposed)).toEqual(open(vgrPolicies));
    expect(entryOf(facts, child, 'journal', { policies: proposed })).toMatchObject({
      reason: 'age',
      from: '2012-01-01',
      until: '2026-12-31',
    });
    const first = { on: date('2027-01-01'), policies: proposed };
    expect(cellOf(facts, child, 'journal', first)).toBe('all own-access');
    expect(entryOf(facts, mother, 'journal', first)).toMatchObject({
      access: 'all',
      from: '2027-01-01',
      until: '2029-12-31',
    });
  });

  it('gives the ages of the procedures', () => {
    const [policy] = vgrPolicies;
    const ages = Array.from({ length: 20 }, (_, age) => age);
    const within = (rule: keyof typeof ageRules) => ages.filter((age) => withinAges(ageRules[rule](policy), age));
    expect(within('automaticGuardian')).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
    expect(within('extension')).toEqual([13, 14, 15]);
    expect(within('ownAccess')).toEqual([16, 17, 18, 19]);
    expect(within('block')).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15]);
    expect(within('minor')).toEqual(ages.slice(0, 18));
  });

  it('ends an extension the day before own access at the latest', () => {
    expect(lastExtensionDay(date('2012-01-01'), vgrPolicies)).toBe('2027-12-31');
    expect(lastExtensionDay(date('2012-02-29'), vgrPolicies)).toBe('2028-02-28');
    expect(lastExtensionDay(date('2010-11-22'), vgrPolicies)).toBe(today);
    expect(ageOn(date('2012-02-29'), addDays(lastExtensionDay(date('2012-02-29'), vgrPolicies), 1))).toBe(16);
  });
});
