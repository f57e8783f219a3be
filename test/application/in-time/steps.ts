import { procedures, RequestCommand, State, Track } from '@sigill/domain';
import { Persona } from './world';

export type Step =
  'assessment' | 'consultation' | 'decision' | 'submission' | 'execution' | 'documentation' | 'withdrawal' | 'review';

export const by: Readonly<Record<Step, Persona>> = {
  assessment: 'clinician-partille',
  consultation: 'clinician-partille',
  decision: 'head-partille',
  submission: 'clinician-partille',
  execution: 'executor',
  documentation: 'clinician-partille',
  withdrawal: 'clinician-partille',
  review: 'head-partille',
};

export const next: Readonly<Record<Track, Partial<Record<State, Step>>>> = {
  ordinary: {
    ...{ registered: 'assessment', assessed: 'consultation', consulted: 'decision', decided: 'submission' },
    ...{ submitted: 'execution', executed: 'documentation' },
  },
  urgent: {
    ...{ called: 'execution', 'executed-provisionally': 'assessment', assessed: 'consultation' },
    ...{ consulted: 'decision', decided: 'submission', executed: 'documentation' },
  },
};

/** What is asked for: everything, and most often what time has to do with. */
export const asked = [
  ...procedures.map(({ name }) => name),
  ...[
    'block',
    'block',
    'block',
    'extension.guardian',
    'extension.guardian',
    'extension.minor',
    'seal.protected-identity',
    'extension-end',
    'unseal.staff',
  ],
];

export const refusing: RequestCommand = { action: 'decision', data: { outcome: 'refused', grounds: 'Skäl saknas.' } };

const hourMs = 3_600_000;
export const waits = [1, 5, 24, 50, 24 * 8, 24 * 30, 24 * 70, 24 * 200].map((hours) => hours * hourMs);
