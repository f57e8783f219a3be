import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { built } from '../dist.mjs';
import { inFlight, median } from '../rounds.mjs';
import { eventOf } from './raw.mjs';

const { SqliteEventStore } = built('libs/event-log/index.js');

const counts = { 1: 800, 8: 3_000, 32: 6_000, 128: 8_000 };

/** Durable appends at the port: one event of ready bytes on a stream of its own, so many under way. Appends per second. */
export async function portFigures(folder, rounds) {
  const store = await SqliteEventStore.open(join(folder, 'port.db'));
  const rates = {};
  for (let round = 0; round <= rounds; round += 1)
    for (const [atOnce, count] of Object.entries(counts)) {
      const events = Array.from({ length: count }, eventOf);
      const append = (one) => store.append(`file-${randomUUID()}`, 'no-stream', [events[one]]);
      const { perSecond } = await inFlight(Number(atOnce), count, append);
      if (round > 0) (rates[atOnce] ??= []).push(perSecond);
    }
  await store.close();
  return Object.fromEntries(Object.entries(rates).map(([atOnce, those]) => [`port.append.${atOnce}`, median(those)]));
}
