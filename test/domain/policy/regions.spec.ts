import {
  checkedRegion,
  parseRegionName,
  policyName,
  RegionFault,
  regionNamed,
  skanePolicies,
  vgrPolicies,
} from '@sigill/domain';
import { vgr } from '../../../libs/domain/policy/vgr';
import { date } from '../../support/domain/people';

describe('a region', () => {
  it('names what an answer was judged by', () => {
    expect(policyName(regionNamed('vgr'), vgrPolicies[0])).toBe('vgr/2019-11-01');
    expect(policyName(regionNamed('skane'), skanePolicies[0])).toBe('skane/2019-11-01');
  });

  it('is known by its name alone', () => {
    expect(['vgr', 'skane', 'VGR', ' vgr', 'toString'].map(parseRegionName)).toEqual([
      'vgr',
      'skane',
      null,
      null,
      null,
    ]);
  });

  it('says every number that law or region could change', () => {
    expect(vgrPolicies).toEqual([
      {
        validFrom: '2019-11-01',
        automaticUntilAge: 13,
        extensionFromAge: 13,
        ownAccessAge: 16,
        adultAge: 18,
        blockStopsEServices: true,
        deciders: { designee: {}, onCall: [] },
        dueAfterWorkingDays: {
          'form-reminder': 1,
          'form-escalation': 3,
          'form-report': 7,
          submission: 5,
          execution: 5,
          documentation: 5,
        },
        reviewAfterYears: 1,
        extensionEnds: { mailDaysBefore: [60, 30, 7], taskDaysBefore: 60 },
      },
    ]);
  });

  it('Skåne is as VGR, but for the doctor on call who decides blocks', () => {
    const deciders = { designee: {}, onCall: ['block'] };
    expect(skanePolicies).toEqual(vgrPolicies.map((policy) => ({ ...policy, deciders })));
    expect(regionNamed('skane').content).toEqual(regionNamed('vgr').content);
  });

  const [first] = vgrPolicies;
  it.each([
    ['is no date', '2027-13-01', 'POLICY: vgr: policies[1].validFrom is not a date (YYYY-MM-DD)'],
    ['is not later', '2019-11-01', 'POLICY: vgr: policies[1].validFrom is not after the one before it'],
  ])('whose second entry begins on a day that %s is refused in a line', (_, validFrom, fault) => {
    const policies = [first, { ...first, validFrom: date(validFrom) }] as const;
    expect(() => checkedRegion({ ...vgr, policies })).toThrow(new RegionFault([fault]));
  });
});
