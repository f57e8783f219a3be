import { Track } from '../terms';

/** Where a request stands (api.md 4 and 4.2). `called` and `executed-provisionally` are the urgent track's own. */
export const states = [
  'registered',
  'called',
  'executed-provisionally',
  'assessed',
  'consulted',
  'decided',
  'submitted',
  'executed',
  'closed',
] as const;
export type State = (typeof states)[number];

/** What can be done with a request; the last part of the command's path. */
export const actions = [
  'assessment',
  'consultation',
  'decision',
  'submission',
  'execution',
  'return',
  'documentation',
  'withdrawal',
  'correction',
  'siblings',
  'review',
] as const;
export type Action = (typeof actions)[number];

/** Which states accept which command. Guards, API hints, tests and the README's diagram all read this.
 *  What a state alone cannot tell (a refused decision, a receipt already there) stands in ./rules/bar. */
export const lifecycle = {
  assessment: { ordinary: ['registered'], urgent: ['executed-provisionally'] },
  consultation: { ordinary: ['assessed', 'consulted'], urgent: ['assessed', 'consulted'] },
  decision: { ordinary: ['assessed', 'consulted'], urgent: ['assessed', 'consulted'] },
  submission: { ordinary: ['decided'], urgent: ['decided'] },
  execution: {
    ordinary: ['submitted'],
    urgent: ['called', 'executed-provisionally', 'assessed', 'consulted', 'decided'],
  },
  return: { ordinary: ['submitted'], urgent: [] },
  documentation: { ordinary: ['decided', 'submitted', 'executed'], urgent: ['decided', 'executed'] },
  withdrawal: { ordinary: ['registered', 'assessed', 'consulted', 'decided'], urgent: ['called'] },
  correction: { ordinary: states, urgent: states },
  siblings: { ordinary: states, urgent: states },
  review: { ordinary: states, urgent: states },
} as const satisfies Record<Action, Record<Track, readonly State[]>>;

export const accepts = (action: Action, track: Track, state: State): boolean =>
  (lifecycle[action][track] as readonly State[]).includes(state);
