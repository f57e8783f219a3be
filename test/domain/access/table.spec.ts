import { accessOn } from '../../../libs/domain/access/access';
import { AccessFacts } from '../../../libs/domain/access/facts';
import { vgrPolicies } from '../../../libs/domain/policy/vgr';
import { PersonId } from '../../../libs/domain/terms';
import {
  answered,
  born,
  cellOf,
  child,
  date,
  father,
  instant,
  measure,
  mother,
  person,
  registered,
  request,
  today,
  unit,
} from './cases';

const ages = {
  0: '2026-11-21',
  8: '2018-01-02',
  12: '2014-01-03',
  14: '2012-01-01',
  17: '2009-10-01',
  18: '2008-11-21',
};

const seal = measure('seal', child);
const lock = measure('lock', child);
const block = measure('block', mother);
const ofMother = measure('extension', mother);
const ofChild = measure('extension', child);

type Measures = AccessFacts['measures'];
const said = (birthDate: string, measures: Measures, says: Parameters<typeof answered>[0]): AccessFacts =>
  born(birthDate, { measures, register: [answered(says)] });
const protectedChild = (birthDate: string, measures: Measures = []): AccessFacts =>
  said(birthDate, measures, { patient: registered(child, { protection: 'secrecy-marking' }) });
const deceasedChild = (birthDate: string, measures: Measures = []): AccessFacts =>
  said(birthDate, measures, { patient: registered(child, { deceasedOn: date('2026-11-21') }) });
const protectedMother = (birthDate: string, measures: Measures = []): AccessFacts =>
  said(birthDate, measures, {
    guardians: [registered(mother, { protection: 'protected-registration' }), registered(father)],
  });
const formerMother = (birthDate: string, measures: Measures = []): AccessFacts =>
  born(birthDate, {
    measures,
    register: [answered(), answered({ at: instant('2020-02-01T08:00:00.000Z'), guardians: [registered(father)] })],
  });
const withMeasures = (birthDate: string, ...measures: Measures): AccessFacts => born(birthDate, { measures });

describe('the decision table of domain.md 3.3', () => {
  it.each<[row: string, facts: AccessFacts, reader: PersonId, journal: string, eServices: string]>([
    ['1: guardian of a child of 0', born(ages[0]), mother, 'all automatic-guardian', 'all automatic-guardian'],
    ['1: guardian of a child of 12', born(ages[12]), mother, 'all automatic-guardian', 'all automatic-guardian'],
    ['2: a child of 8 itself', born(ages[8]), child, 'none age', 'all own-login'],
    ['2: a protected child of 8 itself', protectedChild(ages[8]), child, 'none age', 'all own-login'],
    ['2: a child of 8 with an extension', withMeasures(ages[8], ofChild), child, 'none age', 'all own-login'],
    ['3: blocked guardian', withMeasures(ages[8], block), mother, 'none blocked', 'none blocked'],
    ['4: the other guardian', withMeasures(ages[8], block), father, 'all automatic-guardian', 'all automatic-guardian'],
    ['5: guardian of a protected child', protectedChild(ages[8]), mother, 'none protected', 'none protected'],
    ['6: protected guardian', protectedMother(ages[8]), mother, 'none protected', 'none protected'],
    ['7: the unprotected one', protectedMother(ages[8]), father, 'all automatic-guardian', 'all automatic-guardian'],
    ['7: the same after the seal', protectedMother(ages[8], [seal, lock]), father, 'none sealed', 'none login-locked'],
    ['8: guardian, sealed', withMeasures(ages[8], seal), mother, 'none sealed', 'all automatic-guardian'],
    ['8: child of 14, sealed', withMeasures(ages[14], seal, ofChild), child, 'none sealed', 'all own-login'],
    ['8: patient of 17, sealed', withMeasures(ages[17], seal), child, 'none sealed', 'all own-login'],
    ['8: patient of 18, sealed', withMeasures(ages[18], seal), child, 'none sealed', 'all own-login'],
    ['8: sealed and locked', withMeasures(ages[17], seal, lock), child, 'none sealed', 'none login-locked'],
    ['8: locked alone, child', withMeasures(ages[17], lock), child, 'all own-access', 'none login-locked'],
    ['8: locked alone, guardian', withMeasures(ages[8], lock), mother, 'all automatic-guardian', 'none login-locked'],
    ['8: the seal before the block', withMeasures(ages[8], seal, block), mother, 'none sealed', 'none blocked'],
    ['9: guardian of a child of 14', born(ages[14]), mother, 'none age', 'none age'],
    ['10: guardian with extension', withMeasures(ages[14], ofMother), mother, '05 extension', 'none age'],
    ['10: the guardian without', withMeasures(ages[14], ofMother), father, 'none age', 'none age'],
    ['11: extension and block', withMeasures(ages[14], ofMother, block), mother, 'none blocked', 'none blocked'],
    ['12: protected child', protectedChild(ages[14], [ofMother]), mother, 'none protected', 'none protected'],
    ['12: protected guardian', protectedMother(ages[14], [ofMother]), mother, 'none protected', 'none protected'],
    ['12: protection before the block', protectedMother(ages[14], [block]), mother, 'none protected', 'none protected'],
    ['13: a child of 14', born(ages[14]), child, 'none age', 'all own-login'],
    ['14: a child of 14 with extension', withMeasures(ages[14], ofChild), child, '05 extension', 'all own-login'],
    ['14: its guardian without', withMeasures(ages[14], ofChild), mother, 'none age', 'none age'],
    ['15: protected, before the seal', protectedChild(ages[14], [ofChild]), child, '05 extension', 'all own-login'],
    [
      '15: protected, sealed',
      protectedChild(ages[14], [ofChild, seal, lock]),
      child,
      'none sealed',
      'none login-locked',
    ],
    ['16: a patient of 17', born(ages[17]), child, 'all own-access', 'all own-login'],
    ['16: blocks do not touch it', withMeasures(ages[17], block), child, 'all own-access', 'all own-login'],
    ['17: protected at 17', protectedChild(ages[17]), child, 'all own-access', 'all own-login'],
    ['17: while the seal lasts', protectedChild(ages[17], [seal]), child, 'none sealed', 'all own-login'],
    ['18: guardian of a patient of 17', born(ages[17]), mother, 'none age', 'none age'],
    ['18: with an extension left over', withMeasures(ages[17], ofMother), mother, 'none age', 'none age'],
    ['18: still blocked', withMeasures(ages[17], block), mother, 'none blocked', 'none blocked'],
    ['18: protected', protectedChild(ages[17]), mother, 'none protected', 'none protected'],
    ['19: a patient of 18', born(ages[18]), child, 'all own-access', 'all own-login'],
    ['20: former guardian at 18', born(ages[18]), mother, 'none not-guardian', 'none not-guardian'],
    ['20: blocked once', withMeasures(ages[18], block), mother, 'none not-guardian', 'none not-guardian'],
    ['20: of a protected adult', protectedChild(ages[18]), mother, 'none not-guardian', 'none not-guardian'],
    ['22: custody lost', formerMother(ages[8]), mother, 'none not-guardian', 'none not-guardian'],
    ['22: the extension left', formerMother(ages[14], [ofMother]), mother, 'none not-guardian', 'none not-guardian'],
    ['22: and blocked', formerMother(ages[8], [block]), mother, 'none not-guardian', 'none not-guardian'],
    ['22: sealed', formerMother(ages[8], [seal, lock]), mother, 'none sealed', 'none login-locked'],
    ['death: the patient', deceasedChild(ages[17], [seal, lock]), child, 'none deceased', 'none deceased'],
    ['death: a guardian', deceasedChild(ages[8], [seal, lock, block]), mother, 'none deceased', 'none deceased'],
    ['death: a former guardian', deceasedChild(ages[18]), mother, 'none deceased', 'none deceased'],
  ])('row %s', (_row, facts, reader, journal, eServices) => {
    expect(cellOf(facts, reader, 'journal')).toBe(journal);
    expect(cellOf(facts, reader, 'e-services')).toBe(eServices);
  });

  it('lets a blocked guardian read of another child', () => {
    const ofSibling = measure('block', mother, { patient: person('sibling') });
    expect(cellOf(born(ages[8], { measures: [ofSibling] }), mother, 'journal')).toBe('all automatic-guardian');
  });

  it('leaves the e-services to a blocked guardian where the policy says that a block stops the journal alone', () => {
    const policies = [{ ...vgrPolicies[0], blockStopsEServices: false }] as const;
    expect(cellOf(withMeasures(ages[8], block), mother, 'journal', { policies })).toBe('none blocked');
    expect(cellOf(withMeasures(ages[8], block), mother, 'e-services', { policies })).toBe('all automatic-guardian');
    expect(cellOf(withMeasures(ages[14], block), mother, 'e-services', { policies })).toBe('none age');
  });
});

describe('the access of a day', () => {
  it('has one whole entry per reader and service', () => {
    const until = date('2027-12-31');
    const set = [{ request: request('extension of mother'), revision: 6 }];
    const measures = [
      { ...ofMother, until, events: set },
      measure('extension', mother, { unit: unit(2), request: request('later'), until }),
    ];
    const own = { reader: child, relation: 'self', units: [], until: null };
    const guardian = { reader: mother, relation: 'guardian' };
    const judgedBy = { policy: '2019-11-01', registerSeenAt: '2019-11-01T08:00:00.000Z', events: [] };
    const noAge = { rule: 'no-access-at-this-age', source: 'HA1, I9, D4', request: null, ...judgedBy };
    const register = [answered({ guardians: [registered(mother)] })];
    expect(accessOn(born(ages[14], { register, measures }), today, vgrPolicies)).toEqual([
      { ...own, service: 'journal', access: 'none', reason: 'age', ground: noAge, from: ages[14], until },
      {
        ...own,
        ...{ service: 'e-services', access: 'all', reason: 'own-login', from: ages[14] },
        ground: { rule: 'own-login-with-e-id', source: 'I10, OR1', request: null, ...judgedBy },
      },
      {
        ...guardian,
        ...{ service: 'journal', access: 'units', units: [unit(2), unit(5)], reason: 'extension' },
        ground: {
          ...{ rule: 'an-extension-opens-its-unit', source: 'S1, V1', request: 'extension of mother' },
          ...{ ...judgedBy, events: set },
        },
        ...{ from: '2026-01-01', until: '2027-12-30' },
      },
      {
        ...guardian,
        ...{ service: 'e-services', access: 'none', units: [], reason: 'age', ground: noAge },
        ...{ from: '2025-01-01', until: '2029-12-31' },
      },
    ]);
  });

  it('names the request behind a measure, of several the first in force, and turns when that one ends', () => {
    const first = measure('seal', child, {
      request: request('first'),
      from: date('2026-02-01'),
      until: date('2026-12-01'),
    });
    const second = measure('seal', child, { request: request('second'), from: date('2026-03-01') });
    const facts = born(ages[17], { measures: [second, first] });
    const [entry] = accessOn(facts, today, vgrPolicies);
    expect(entry).toMatchObject({
      reason: 'sealed',
      from: '2026-02-01',
      until: '2026-11-30',
      ground: { request: 'first' },
    });
    const [later] = accessOn(facts, date('2026-12-01'), vgrPolicies);
    expect(later).toMatchObject({ reason: 'sealed', from: '2026-12-01', until: null, ground: { request: 'second' } });
  });

  it('is nothing before birth', () => {
    expect(accessOn(born(ages[8]), date('2018-01-01'), vgrPolicies)).toEqual([]);
    expect(accessOn(born(ages[8]), date('2018-01-02'), vgrPolicies)).toHaveLength(6);
  });
});
