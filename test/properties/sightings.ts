/** What has been seen over many lives, so that a test can tell that nothing was left out. */
export interface Sightings {
  /** `urgent: called` */
  readonly states: Set<string>;
  readonly procedures: Set<string>;
  readonly accepted: Set<string>;
  /** `decision: no-mandate` */
  readonly refused: Set<string>;
  readonly events: Set<string>;
  /** `block`, `block with an end` */
  readonly measures: Set<string>;
  commands: number;
}

export const nothingSeen = (): Sightings => ({
  states: new Set(),
  procedures: new Set(),
  accepted: new Set(),
  refused: new Set(),
  events: new Set(),
  measures: new Set(),
  commands: 0,
});
