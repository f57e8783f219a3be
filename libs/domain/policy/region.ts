import { RegionContent } from '../access/content';
import { AccessPolicy } from './policy';

/** Everything that a change of law or of the region's rules could change, from a day on: such a change (Ds 2023:26 is one to
 *  come) is one more entry in the region's file. Past dates are judged by the entry of that date. */
export interface RegionPolicy extends AccessPolicy {
  readonly deciders: Deciders;
  /** Working days of Sweden after what a step waits for, by which it is missed. */
  readonly dueAfterWorkingDays: Readonly<Record<WorkingDayDeadline, number>>;
  /** After a block or a seal came into force, where the decision names no day. */
  readonly reviewAfterYears: number;
  readonly extensionEnds: ExtensionEnds;
}

/** Oldest first, never empty. */
export type RegionPolicies = readonly [RegionPolicy, ...RegionPolicy[]];

/** The head of the unit decides whatever is not the patient's by right; besides: */
export interface Deciders {
  /** Procedures that a designee may decide, or may not, where the region says otherwise than the procedure itself. */
  readonly designee: Readonly<Record<string, boolean>>;
  /** Procedures that a doctor on call may decide. */
  readonly onCall: readonly string[];
}

/** The first three are counted from an urgent call, the others from the step before. */
export type WorkingDayDeadline = FormDeadline | 'submission' | 'execution' | 'documentation';
export type FormDeadline = 'form-reminder' | 'form-escalation' | 'form-report';

/** Calendar days before the last day. */
export interface ExtensionEnds {
  /** A mail to the unit on each, the earliest first. */
  readonly mailDaysBefore: readonly number[];
  /** The task shows from here on. */
  readonly taskDaysBefore: number;
}

/** What stands in the log: STORAGE FORMAT. */
export const regionNames = ['vgr', 'skane'] as const;
export type RegionName = (typeof regionNames)[number];

export interface Region {
  readonly name: RegionName;
  readonly policies: RegionPolicies;
  readonly content: RegionContent;
}

/** `vgr/2019-11-01`: by what an answer was judged. */
export const policyName = ({ name }: Pick<Region, 'name'>, { validFrom }: Pick<AccessPolicy, 'validFrom'>): string =>
  `${name}/${validFrom}`;
