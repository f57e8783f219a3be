import { RegionPolicies, RegionPolicy } from './region';
import { vgr, vgrPolicies } from './vgr';
import { WrittenRegion } from './written-region';

/** Outside office hours the doctor on call (bakjour) decides a block (SK1: C9). */
const withDoctorOnCall = (policy: RegionPolicy): RegionPolicy => ({
  ...policy,
  deciders: { ...policy.deciders, onCall: ['block'] },
});

const [first, ...later] = vgrPolicies;
export const skanePolicies: RegionPolicies = [withDoctorOnCall(first), ...later.map(withDoctorOnCall)];

/** Region Skåne: as VGR but for the deciders. */
export const skane: WrittenRegion = { name: 'skane', policies: skanePolicies, content: vgr.content };
