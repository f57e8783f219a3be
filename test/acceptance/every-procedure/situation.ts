import type { RefusalCode } from '@sigill/domain';
import { Answer } from '../../support/client';
import { RunningProgram } from '../../support/program';
import { Register } from './register';
import { About, inForce, sendCall, sendOpening, Walk } from './walk';

/** Where a situation is played. */
export interface World {
  readonly program: RunningProgram;
  readonly register: Register;
}

export type Send = (world: World, procedure: string) => Promise<Answer>;

/** A command that is refused, and why. */
export interface Situation {
  readonly code: RefusalCode;
  /** 409 unless said otherwise. */
  readonly status?: number;
  readonly procedure: string;
  readonly when: string;
  readonly send: Send;
}

type Subject = Omit<About, 'procedure'>;

export const open =
  (about: Subject, by?: string): Send =>
  ({ program }, procedure) =>
    sendOpening(program, { ...about, procedure }, by);

export const call =
  (about: Subject): Send =>
  ({ program }, procedure) =>
    sendCall(program, { ...about, procedure });

/** A case brought to a state, and then the command that is refused: it leaves nothing behind. */
export const after =
  (
    about: Subject,
    state: Parameters<Walk['to']>[0] | 'opened',
    send: (walk: Walk, world: World) => Promise<Answer>,
  ): Send =>
  async (world, procedure) => {
    const walk = await Walk.open(world.program, { ...about, procedure });
    if (state !== 'opened') await walk.to(state);
    const answer = await send(walk, world);
    expect((await walk.story.read(walk.at.staff)).revision).toBe(walk.view.revision);
    return answer;
  };

/** In force already, and then asked for. */
export const given =
  (about: About, send: Send): Send =>
  async (world, procedure) => {
    await inForce(world.program, about);
    return send(world, procedure);
  };
