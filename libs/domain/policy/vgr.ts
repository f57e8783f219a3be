import { vgrContent } from '../access/content.vgr';
import { LegalDate } from '../terms';
import { RegionPolicies } from './region';
import { WrittenRegion } from './written-region';

/** Region VGR since children's records were opened (S2, V1: conflict C1). */
export const vgrPolicies: RegionPolicies = [
  {
    validFrom: '2019-11-01' as LegalDate,
    automaticUntilAge: 13,
    extensionFromAge: 13,
    ownAccessAge: 16,
    adultAge: 18,
    blockStopsEServices: true,
    // S1: the head, or whom the head designates, as each procedure says (C9).
    deciders: { designee: {}, onCall: [] },
    // No source; domain.md 5, own proposal.
    dueAfterWorkingDays: {
      'form-reminder': 1,
      'form-escalation': 3,
      'form-report': 7,
      submission: 5,
      execution: 5,
      documentation: 5,
    },
    // S1 has a renewal, V1 no end date (C7): a re-decision, never a lapse.
    reviewAfterYears: 1,
    extensionEnds: { mailDaysBefore: [60, 30, 7], taskDaysBefore: 60 },
  },
];

export const vgr: WrittenRegion = { name: 'vgr', policies: vgrPolicies, content: vgrContent };
