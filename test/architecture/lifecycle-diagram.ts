import { Action, actions, lifecycle, State, states, Track } from '@sigill/domain';

/** The lifecycle as Mermaid draws it, one diagram for each track: what is accepted in a state, and where it leads. */
export const lifecycleDiagram = (): string =>
  `${(['ordinary', 'urgent'] as const).map((track) => `The ${track} track:\n\n${diagramOf(track)}`).join('\n\n')}\n`;

export interface Step {
  readonly action: Action;
  readonly from: State;
  readonly to: State;
}

/** Every step that leads to another state. */
export function stepsOf(track: Track): readonly Step[] {
  return states.flatMap((from) =>
    actions.flatMap((action) => {
      const accepted = (lifecycle[action][track] as readonly State[]).includes(from);
      const to = accepted ? leadsTo[action](track, from) : null;
      return to === null ? [] : [{ action, from, to }];
    }),
  );
}

/** Null: the state stays, or the command is refused there for a reason of its own. */
const leadsTo: Readonly<Record<Action, (track: Track, from: State) => State | null>> = {
  assessment: () => 'assessed',
  consultation: (_, from) => (from === 'assessed' ? 'consulted' : null),
  decision: (_, from) => (from === 'consulted' ? 'decided' : null),
  submission: (track) => (track === 'ordinary' ? 'submitted' : 'executed'),
  execution: (track, from) => (track === 'ordinary' ? 'executed' : from === 'called' ? 'executed-provisionally' : null),
  return: () => 'decided',
  documentation: (_, from) => (from === 'submitted' ? null : 'closed'),
  withdrawal: () => 'closed',
  correction: () => null,
  siblings: () => null,
  review: () => null,
};

function diagramOf(track: Track): string {
  const steps = stepsOf(track);
  const named = states.filter(
    (state) => state.includes('-') && steps.some(({ from, to }) => [from, to].includes(state)),
  );
  return [
    '```mermaid',
    'stateDiagram-v2',
    ...named.map((state) => `    state "${state}" as ${idOf(state)}`),
    `    [*] --> ${first[track]}`,
    ...[...grouped(steps)].map(([ends, names]) => `    ${ends} : ${names.join(', ')}`),
    '    closed --> [*]',
    '```',
  ].join('\n');
}

const first: Readonly<Record<Track, State>> = { ordinary: 'registered', urgent: 'called' };

/** Mermaid takes no hyphen in an id. */
const idOf = (state: State): string => state.replaceAll('-', '_');

function grouped(steps: readonly Step[]): ReadonlyMap<string, readonly Action[]> {
  const arrows = new Map<string, readonly Action[]>();
  for (const { from, to, action } of steps) {
    const ends = `${idOf(from)} --> ${idOf(to)}`;
    arrows.set(ends, [...(arrows.get(ends) ?? []), action]);
  }
  return arrows;
}
