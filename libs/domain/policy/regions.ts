import { Region, RegionName, regionNames } from './region';
import { skane } from './skane';
import { vgr } from './vgr';
import { checkedRegion, WrittenRegion } from './written-region';

const regions = { vgr, skane } as const satisfies Record<RegionName, WrittenRegion>;

export const parseRegionName = (text: string): RegionName | null => regionNames.find((each) => each === text) ?? null;

/** @throws RegionFault: what its file says cannot be */
export const regionNamed = (name: RegionName): Region => checkedRegion(regions[name]);
