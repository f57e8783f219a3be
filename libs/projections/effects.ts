import {
  BrokenHistory,
  dispatchesFor,
  dispatchName,
  EffectEvent,
  EffectState,
  evolveEffect,
  isClosed,
  requestedEffect,
  RequestId,
  ShownEffectState,
} from '@sigill/domain';
import { Db, prepared, Row } from './engine/db';
import { OfEffect } from './engine/table';

/** Which mails does a request ask for, and what became of each? Asked by the request's events, or by time in the effect's own
 *  stream; answered there. */
export const effects: OfEffect = {
  of: 'effect',
  name: 'effects',
  version: 4,
  columns: `effect TEXT PRIMARY KEY, request TEXT NOT NULL, asked INTEGER NOT NULL, kind TEXT NOT NULL, template TEXT NOT NULL,
    state TEXT NOT NULL, at TEXT NOT NULL, folded TEXT NOT NULL`,
  clustered: true,
  indexes: ['(request, asked)', '(state)'],
  asked: ({ event, state, position, idFor }) =>
    dispatchesFor(event, state).map((dispatch) => ({
      effect: idFor(dispatchName(dispatch)),
      request: state.id,
      asked: position,
      kind: dispatch.kind,
      template: dispatch.template,
      state: 'requested',
      at: event.data.at,
      folded: JSON.stringify(requestedEffect),
    })),
  after: (row, { effect, event, position }) => {
    if (event.type === 'EffectRequested') return askedByTime(effect, event, position);
    if (row === undefined) throw new BrokenHistory(`effect ${effect} has an outcome and no intent`);
    const state = evolveEffect(JSON.parse(String(row['folded'])) as EffectState, event);
    return { ...row, state: state.shown, at: state.at ?? row['at'] ?? null, folded: JSON.stringify(state) };
  },
};

function askedByTime(effect: string, event: RequestedByTime, asked: number): Row {
  const { request, kind, template } = event.data;
  const folded = JSON.stringify(evolveEffect(requestedEffect, event));
  return { effect, request, asked, kind, template, state: 'requested', at: event.at, folded };
}

type RequestedByTime = Extract<EffectEvent, { type: 'EffectRequested' }>;

export interface EffectRow {
  readonly id: string;
  readonly kind: string;
  readonly template: string;
  readonly state: ShownEffectState;
  readonly at: string;
}

/** In the order in which they were asked for. */
export const effectsOf = (db: Db, request: string): readonly EffectRow[] =>
  (
    prepared(
      db,
      'SELECT effect AS id, kind, template, state, at FROM effects WHERE request = ? ORDER BY asked, effect',
    ).all(request) as EffectRow[]
  ).map((row) => ({ ...row }));

/** An effect that is not closed, as far as the log has been followed. */
export interface OpenEffectRow {
  readonly effect: string;
  readonly request: RequestId;
  /** Position of the event that asks for it. */
  readonly asked: number;
  readonly state: EffectState;
}

/** In the order in which they were asked for; `position`: how much of the log is in these rows. */
export function openEffects(db: Db): { readonly rows: readonly OpenEffectRow[]; readonly position: number } {
  const found = prepared(
    db,
    `SELECT position, effect, request, asked, folded FROM checkpoint LEFT JOIN effects ON state IN (${openStates})
     WHERE name = 'effects' ORDER BY asked, effect`,
  ).all() as { position: number; effect: string | null; request: RequestId; asked: number; folded: string }[];
  const rows = found.flatMap(({ effect, request, asked, folded }): readonly OpenEffectRow[] => {
    const state = effect === null ? null : (JSON.parse(folded) as EffectState);
    return effect === null || state === null || isClosed(state) ? [] : [{ effect, request, asked, state }];
  });
  return { rows, position: found[0]?.position ?? 0 };
}

/** Whether something may still be done by itself while an effect is shown so. */
const mayBeOpen = {
  requested: true,
  failed: true,
  uncertain: true,
  sent: false,
  refused: false,
  parked: false,
} as const satisfies Record<ShownEffectState, boolean>;

const openStates = Object.entries(mayBeOpen)
  .flatMap(([state, may]) => (may ? [`'${state}'`] : []))
  .join(', ');

/** The ids of those that one event asks for. */
export const effectsAskedAt = (db: Db, request: RequestId, asked: number): readonly string[] =>
  (
    prepared(db, 'SELECT effect FROM effects WHERE request = ? AND asked = ? ORDER BY effect').all(request, asked) as {
      effect: string;
    }[]
  ).map(({ effect }) => effect);

export interface EffectCount {
  readonly state: ShownEffectState;
  readonly count: number;
}

export const effectCounts = (db: Db): readonly EffectCount[] =>
  prepared(db, 'SELECT state, count(*) AS count FROM effects GROUP BY state ORDER BY state').all() as EffectCount[];
