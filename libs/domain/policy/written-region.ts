import { contentFaults, isSound, WrittenContent } from '../access/content';
import { parseLegalDate } from '../words/dates';
import { Region, RegionName, RegionPolicies } from './region';

/** A region as its file says it, before anybody has looked whether that can be. */
export interface WrittenRegion {
  readonly name: RegionName;
  readonly policies: RegionPolicies;
  readonly content: WrittenContent;
}

/** The region's own file cannot be. One readable line per fault. */
export class RegionFault extends Error {
  override name = 'RegionFault';

  constructor(readonly faults: readonly string[]) {
    super(faults.join('\n'));
  }
}

/** @throws RegionFault */
export function checkedRegion({ name, policies, content }: WrittenRegion): Region {
  const faults = [...policyFaults(policies), ...contentFaults(content)];
  if (faults.length > 0 || !isSound(content)) throw new RegionFault(faults.map((fault) => `POLICY: ${name}: ${fault}`));
  return { name, policies, content };
}

function policyFaults(policies: RegionPolicies): readonly string[] {
  return policies.flatMap(({ validFrom }, index) => {
    const place = `policies[${String(index)}].validFrom`;
    if (parseLegalDate(validFrom) === null) return [`${place} is not a date (YYYY-MM-DD)`];
    const before = policies[index - 1];
    return before !== undefined && before.validFrom >= validFrom ? [`${place} is not after the one before it`] : [];
  });
}
