import { RequestId, RequestState } from '@sigill/domain';
import { Db, prepared, Row } from './db';
import { Held, Shelf } from './intake';
import { home, Ink } from './scribe';
import { Table } from './table';

/** What was written before, read back from the tables. */
export function shelfIn(db: Db, tables: readonly Table[], { sealer, called }: Ink): Shelf {
  const effects = tables.find(({ of }) => of === 'effect');
  return {
    request: (id: RequestId): Held | undefined => {
      const row = prepared(db, `SELECT position, sealed FROM ${called(home)} WHERE request = ?`).get(id) as
        { position: number; sealed: Uint8Array } | undefined;
      if (row === undefined) return undefined;
      const state = JSON.parse(sealer.open(row.sealed, id)) as RequestState;
      const saved = { state, position: row.position };
      return { ...saved, saved };
    },
    effect: (id: string): Row | undefined =>
      effects === undefined
        ? undefined
        : (prepared(db, `SELECT * FROM ${called(effects.name)} WHERE effect = ?`).get(id) as Row | undefined),
  };
}
