import {
  BrokenHistory,
  dispatchesFor,
  dispatchName,
  EffectEvent,
  EffectState,
  evolveEffect,
  requestedEffect,
  ShownEffectState,
} from '@sigill/domain';
import { Db, ReadModel } from './table';

/** Which mails does a request ask for, and what became of each? Asked by the request's events, answered by the effect's own stream. */
export const effects: ReadModel = {
  table: 'effects',
  version: 1,
  columns:
    'effect TEXT PRIMARY KEY, request TEXT NOT NULL, kind TEXT NOT NULL, template TEXT NOT NULL, state TEXT NOT NULL, at TEXT NOT NULL, folded TEXT NOT NULL',
  indexes: ['effects_request ON effects (request)'],
  scope: 'add',
  rows: ({ event, state, idFor }) =>
    dispatchesFor(event, state).map((dispatch) => ({
      effect: idFor(dispatchName(dispatch)),
      request: state.id,
      kind: dispatch.kind,
      template: dispatch.template,
      state: 'requested',
      at: event.data.at,
      folded: JSON.stringify(requestedEffect),
    })),
};

export interface EffectRow {
  readonly id: string;
  readonly kind: string;
  readonly template: string;
  readonly state: ShownEffectState;
  readonly at: string;
}

export const effectsOf = (db: Db, request: string): readonly EffectRow[] =>
  (
    db
      .prepare('SELECT effect AS id, kind, template, state, at FROM effects WHERE request = ? ORDER BY rowid')
      .all(request) as EffectRow[]
  ).map((row) => ({ ...row }));

export interface EffectCount {
  readonly state: ShownEffectState;
  readonly count: number;
}

export const effectCounts = (db: Db): readonly EffectCount[] =>
  db.prepare('SELECT state, count(*) AS count FROM effects GROUP BY state ORDER BY state').all() as EffectCount[];

/** One more event of the effect's own stream. @throws BrokenHistory for an outcome that nothing asked for, or that cannot follow */
export function noteEffect(db: Db, effect: string, event: EffectEvent): void {
  const row = db.prepare('SELECT folded FROM effects WHERE effect = ?').get(effect) as { folded: string } | undefined;
  if (row === undefined) throw new BrokenHistory(`effect ${effect} has an outcome and no intent`);
  const state = evolveEffect(JSON.parse(row.folded) as EffectState, event);
  db.prepare('UPDATE effects SET state = ?, at = coalesce(?, at), folded = ? WHERE effect = ?').run(
    state.shown,
    state.at,
    JSON.stringify(state),
    effect,
  );
}
