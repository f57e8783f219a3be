import { checkedRegion, contentFaults, contentOn, RegionFault, regionNamed, regionNames } from '@sigill/domain';
import { vgrContent } from '../../../libs/domain/access/content.vgr';
import { vgr } from '../../../libs/domain/policy/vgr';
import { skane } from '../../../libs/domain/policy/skane';
import { date } from '../../support/domain/people';

const region = regionNamed('vgr');
const shown = (birthDate: string, on: string, relation: 'self' | 'guardian' = 'self') =>
  contentOn(region, { birthDate: date(birthDate), on: date(on), relation });
const systemsOf = (birthDate: string, on: string) =>
  shown(birthDate, on).systems.map(({ system, from }) => `${system} ${from}`);

const child = '2015-01-02';
const adult = '1990-05-05';
const excluded = [
  'Barn- och ungdomspsykiatri (BUP)',
  'Borås bedömningsteam försäkringsmedicin',
  'Flykting-barnmottagningen, Angered',
  'Göteborg bedömningsteam försäkringsmedicin',
  'Kris- och traumaenheten',
  'Mottagningen för unga vuxna',
  'Mödra-barnhälsovårdsteamet i Haga',
  'Rättspsykiatri',
  'SMC (Sexualmedicinskt centrum)',
  'STD/STI-mottagningar',
  'Ungdomsmottagningar',
  'Utväg (Skövde/Borås)',
];
const hiddenFromAll = [
  ...['Tidiga hypoteser', 'Våldsutsatthet i nära relationer', 'Enkelblind prövning', 'Tredje person'],
];

describe('what the journal shows at all', () => {
  it('of a child is what was written since children’s records were opened, by the systems connected today', () => {
    expect(shown(child, '2026-11-21', 'guardian')).toEqual({
      shownFrom: '2019-11-01',
      systems: [
        { system: 'Melior', from: '2019-11-01' },
        { system: 'AsynjaVisph', from: '2019-11-01' },
        { system: 'Obstetrix', from: '2019-11-01' },
        { system: 'Journalia', from: '2019-11-01' },
        { system: 'T4', from: '2020-12-01' },
      ],
      excludedUnits: excluded,
      excludedTerms: [...hiddenFromAll, 'Orosanmälan gällande barn'],
    });
  });

  it('of an adult is what the systems hold from their own days on', () => {
    expect(shown(adult, '2026-11-21')).toEqual({
      shownFrom: '2016-06-01',
      systems: [
        { system: 'Melior', from: '2016-06-01' },
        { system: 'AsynjaVisph', from: '2016-11-01' },
        { system: 'Obstetrix', from: '2019-05-15' },
        { system: 'Journalia', from: '2019-04-01' },
        { system: 'T4', from: '2020-12-01' },
      ],
      excludedUnits: excluded,
      excludedTerms: hiddenFromAll,
    });
  });

  it.each([
    ['2019-10-31', null, []],
    [
      '2019-11-01',
      '2019-11-01',
      ['Melior 2019-11-01', 'AsynjaVisph 2019-11-01', 'Obstetrix 2019-11-01', 'Journalia 2019-11-01'],
    ],
  ])('of a child on %s begins on %s', (on, shownFrom, systems) => {
    expect(shown(child, on).shownFrom).toBe(shownFrom);
    expect(systemsOf(child, on)).toEqual(systems);
  });

  it.each([
    ['2016-05-31', []],
    ['2016-06-01', ['Melior 2016-06-01']],
    ['2016-10-31', ['Melior 2016-06-01']],
    ['2016-11-01', ['Melior 2016-06-01', 'AsynjaVisph 2016-11-01']],
    ['2019-04-01', ['Melior 2016-06-01', 'AsynjaVisph 2016-11-01', 'Journalia 2019-04-01']],
  ])('of an adult on %s is that of the systems connected by then', (on, systems) => {
    expect(systemsOf(adult, on)).toEqual(systems);
  });

  it('before any system is connected is nothing, from no day', () => {
    expect(shown(adult, '2016-05-31', 'guardian')).toEqual({
      ...{ shownFrom: null, systems: [], excludedUnits: [], excludedTerms: [] },
    });
  });

  it('reaches further back from the 18th birthday on', () => {
    expect(shown('2008-11-22', '2026-11-21').shownFrom).toBe('2019-11-01');
    expect(shown('2008-11-22', '2026-11-22').shownFrom).toBe('2016-06-01');
    expect(shown('2008-02-29', '2026-02-27').shownFrom).toBe('2019-11-01');
    expect(shown('2008-02-29', '2026-02-28').shownFrom).toBe('2016-06-01');
  });

  it('leaves a word out from its first day on, and a report of concern for guardians alone', () => {
    const terms = (on: string, relation: 'self' | 'guardian') => shown(child, on, relation).excludedTerms;
    expect(terms('2017-03-22', 'self')).toEqual(hiddenFromAll.slice(0, 2));
    expect(terms('2017-03-23', 'self')).toEqual(hiddenFromAll.slice(0, 3));
    expect(terms('2017-07-09', 'self')).toEqual(hiddenFromAll.slice(0, 3));
    expect(terms('2017-07-10', 'self')).toEqual(hiddenFromAll);
    expect(terms('2019-08-31', 'guardian')).toEqual(hiddenFromAll);
    expect(terms('2019-09-01', 'guardian')).toEqual([...hiddenFromAll, 'Orosanmälan gällande barn']);
    expect(terms('2019-09-01', 'self')).toEqual(hiddenFromAll);
  });

  it('keeps a unit out through the last day of its line', () => {
    const [bup, ...others] = region.content.excludedUnits;
    const content = { ...region.content, excludedUnits: [{ ...bup!, until: date('2027-12-31') }, ...others] };
    const unitsOn = (on: string) =>
      contentOn({ ...region, content }, { birthDate: date(child), relation: 'self', on: date(on) }).excludedUnits;
    expect(unitsOn('2027-12-31')).toEqual(excluded);
    expect(unitsOn('2028-01-01')).toEqual(excluded.slice(1));
  });
});

describe('the file of what is shown', () => {
  it.each(regionNames)('is sound for %s', (name) => {
    expect(regionNamed(name).name).toBe(name);
    expect(contentFaults({ vgr, skane }[name].content)).toEqual([]);
  });

  const [melior, ...systems] = vgrContent.systems;
  const [bup, ...units] = vgrContent.excludedUnits;
  const [hypotheses, ...terms] = vgrContent.excludedTerms;
  it.each([
    ['a first day that is no date', { minorsFrom: '2019-11' }, 'content.minorsFrom is not a date (YYYY-MM-DD)'],
    [
      'a system from a day that never was',
      { systems: [{ ...melior!, from: '2019-02-29' }, ...systems] },
      'content.systems[0].from is not a date (YYYY-MM-DD)',
    ],
    [
      'a system that ends before it begins',
      { systems: [{ ...melior!, until: '2016-05-31' }, ...systems] },
      'content.systems[0].until lies before from',
    ],
    ['a system twice', { systems: [...systems, systems[0]!] }, 'content.systems[4] stands there twice: AsynjaVisph'],
    [
      'a unit until no date',
      { excludedUnits: [{ ...bup!, until: 'soon' }, ...units] },
      'content.excludedUnits[0].until is not a date (YYYY-MM-DD)',
    ],
    [
      'a unit without a name',
      { excludedUnits: [{ ...bup!, name: ' ' }, ...units] },
      'content.excludedUnits[0] has no name without blanks around it',
    ],
    [
      'a term twice',
      { excludedTerms: [hypotheses!, hypotheses!, ...terms] },
      'content.excludedTerms[1] stands there twice: Tidiga hypoteser',
    ],
  ])('with %s is refused in a line', (_, change, fault) => {
    const content = { ...vgrContent, ...change };
    expect(contentFaults(content)).toEqual([fault]);
    expect(() => checkedRegion({ ...vgr, content })).toThrow(new RegionFault([`POLICY: vgr: ${fault}`]));
  });
});
