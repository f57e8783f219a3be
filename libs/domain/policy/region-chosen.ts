import { BrokenHistory } from '../request/refusal';
import { RegionName } from './region';
import { parseRegionName } from './regions';

/** Says by which region's rules everything in this log was judged. Names nobody.
 *  STORAGE FORMAT: change a name or a shape only together with ../streams and test/golden. */
export interface RegionChosen {
  readonly type: 'RegionChosen';
  readonly data: { readonly region: RegionName };
}

export const regionSchemaVersions = { RegionChosen: 1 } as const satisfies Record<RegionChosen['type'], number>;

/** A log has one stream of it. STORAGE FORMAT: its id in the stream's name, and its case. */
export const regionId = '7e910000-0000-4000-8000-000000000001';

export const regionChosen = (region: RegionName): RegionChosen => ({ type: 'RegionChosen', data: { region } });

/** Null before a region is chosen. @throws BrokenHistory: chosen twice, or one that no release has known */
export function regionAfter(region: RegionName | null, events: readonly RegionChosen[]): RegionName | null {
  const [first, ...more] = events;
  if (first === undefined) return region;
  if (region !== null || more.length > 0) throw new BrokenHistory('a region is chosen twice');
  const name = parseRegionName(first.data.region);
  if (name === null) throw new BrokenHistory('a region that no release has known');
  return name;
}
