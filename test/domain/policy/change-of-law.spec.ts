import {
  accessOn,
  addDays,
  contentOn,
  deadlinesOf,
  lastExtensionDay,
  LegalDate,
  nextChange,
  policyName,
  policyOn,
  procedures,
  RegionPolicies,
  regionNamed,
  RequestState,
  vgrPolicies,
} from '@sigill/domain';
import { checkedRegion } from '../../../libs/domain/policy/written-region';
import { vgr } from '../../../libs/domain/policy/vgr';
import { urgentPast } from '../../support/domain/block-case';
import { stateAfter, whenOpened } from '../../support/domain/asking';
import { clinician, date, instant, mother, registerOf, teenager } from '../../support/domain/people';
import { found, openingOf, procedureOf } from '../../support/domain/journey';
import { born, cellOf, child, mother as reader, today } from '../access/cases';

/** A law that there is not: from 2028 on guardians read until 15, extensions are for 15 and 16, own access begins at 17. */
const changed: RegionPolicies = [
  ...vgrPolicies,
  {
    ...vgrPolicies[0],
    validFrom: date('2028-01-01'),
    automaticUntilAge: 15,
    extensionFromAge: 15,
    ownAccessAge: 17,
    adultAge: 19,
    deciders: { designee: { block: true }, onCall: ['block'] },
    dueAfterWorkingDays: { ...vgrPolicies[0].dueAfterWorkingDays, 'form-reminder': 2, 'form-report': 9 },
  },
];
const before = date('2027-12-31');
const after = date('2028-01-01');

describe('a change of law is one more entry', () => {
  it('of the region’s file, and is named by its date', () => {
    const region = checkedRegion({ ...vgr, policies: changed });
    expect(policyName(region, policyOn(region.policies, before))).toBe('vgr/2019-11-01');
    expect(policyName(region, policyOn(region.policies, after))).toBe('vgr/2028-01-01');
  });

  it.each([
    ['of 13 years', '2014-06-01', 'none age', 'all automatic-guardian', 'none age', 'none age'],
    ['of 15 years', '2012-06-01', 'none age', 'none age', 'none age', 'none age'],
    ['of 16 years', '2011-06-01', 'none age', 'none age', 'all own-access', 'none age'],
    ['of 18 years', '2009-06-01', 'none not-guardian', 'none age', 'all own-access', 'all own-access'],
  ])('who reads the record of a young person %s is judged by the day', (_, birthDate, ...cells) => {
    const facts = born(birthDate);
    const at = (who: typeof child, on: LegalDate) => cellOf(facts, who, 'journal', { on, policies: changed });
    expect([at(reader, before), at(reader, after), at(child, before), at(child, after)]).toEqual(cells);
  });

  it('leaves every day before it as it was', () => {
    for (const birthDate of ['2026-01-01', '2014-06-01', '2012-02-29', '2011-06-01', '2009-06-01'])
      for (const on of [date('2026-01-02'), today, before]) {
        const open = (policies: RegionPolicies) =>
          accessOn(born(birthDate), on, policies).map((entry) => ({ ...entry, until: null }));
        expect(open(changed)).toEqual(open(vgrPolicies));
      }
  });

  it('is foretold as a change of access', () => {
    expect(nextChange(born('2014-06-01'), before, changed)).toEqual({ date: after, cause: 'policy-changes' });
  });

  it.each([
    ['2012-01-01', '2028-12-31'],
    ['2012-01-02', '2029-01-01'],
    ['2012-02-29', '2029-02-27'],
    ['2011-12-31', '2027-12-30'],
  ])('moves the last day of an extension for whoever was born on %s to %s', (birthDate, last) => {
    expect(lastExtensionDay(date(birthDate), changed)).toBe(last);
    const own = (on: LegalDate) => cellOf(born(birthDate), child, 'journal', { on, policies: changed });
    expect(own(date(last))).not.toBe('all own-access');
    expect(own(addDays(date(last), 1))).toBe('all own-access');
  });

  it('lets an extension of a young person whom it shuts out again last until own access begins anew', () => {
    expect(lastExtensionDay(date('2011-06-01'), changed, before)).toBe('2027-12-30');
    expect(lastExtensionDay(date('2011-06-01'), changed, after)).toBe('2028-05-31');
  });

  it('moves the ages of the procedures, by the first day of the request', () => {
    const procedure = procedureOf('extension.guardian');
    const opening = (validFrom: string, birthDate: string) =>
      whenOpened(
        openingOf(procedure, 'ordinary', { validFrom: date(validFrom), validUntil: null, guardians: [found(mother)] }),
        {
          actor: clinician,
          procedure,
          now: instant('2027-12-01T08:00:00.000Z'),
          policies: changed,
          facts: { register: registerOf(teenager.id), birthDate: date(birthDate) },
        },
      );
    opening('2027-12-31', '2014-06-01').accepted();
    expect(opening('2028-01-01', '2014-06-01').code()).toBe('age-outside-window');
    expect(opening('2027-12-31', '2011-06-01').code()).toBe('age-outside-window');
    opening('2028-01-01', '2011-06-01').accepted();
  });

  it('moves the ages of every procedure that has some', () => {
    const ages = (policies: RegionPolicies, on: LegalDate) =>
      Object.fromEntries(
        procedures.map(({ name, ages: { window } }) => [name, window?.(policyOn(policies, on)) ?? null]),
      );
    expect(ages(changed, before)).toEqual(ages(vgrPolicies, before));
    expect(ages(changed, after)).toEqual({
      ...ages(vgrPolicies, before),
      'extension.minor': { from: 15, below: 17 },
      'extension.guardian': { from: 15, below: 17 },
      block: { from: 0, below: 17 },
      'seal.protected-identity': { from: 0, below: 19 },
      'seal.patient': { from: 17, below: null },
    });
  });

  it('moves the deadlines of calls from its day on', () => {
    const [called] = urgentPast.called;
    const calledAt = (at: string): RequestState =>
      stateAfter([{ ...called, data: { ...called.data, at: instant(at) } }]);
    const due = (at: string) =>
      deadlinesOf(calledAt(at), { isWorkingDay: () => true, policies: changed }).map((one) => one.dueAt.slice(0, 10));
    expect(due('2027-12-31T08:00:00.000Z')).toEqual(['2028-01-01', '2028-01-03', '2028-01-07']);
    expect(due('2028-01-01T08:00:00.000Z')).toEqual(['2028-01-03', '2028-01-04', '2028-01-10']);
  });

  it('moves until when what was written of a minor is held back', () => {
    const { content } = regionNamed('vgr');
    const shownFrom = (on: LegalDate) =>
      contentOn({ policies: changed, content }, { birthDate: date('2009-06-01'), relation: 'self', on }).shownFrom;
    expect([shownFrom(before), shownFrom(after)]).toEqual(['2016-06-01', '2019-11-01']);
  });
});
