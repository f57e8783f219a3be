import { LegalDate } from '../terms';
import { AccessPolicies } from './policy';

/** Region VGR since children's records were opened (S2, V1: conflict C1). */
export const vgrPolicies: AccessPolicies = [
  {
    validFrom: '2019-11-01' as LegalDate,
    automaticUntilAge: 13,
    extensionFromAge: 13,
    ownAccessAge: 16,
    adultAge: 18,
    blockStopsEServices: true,
  },
];
