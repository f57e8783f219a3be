import { recordedBy, statesAfter } from '@sigill/application/plain';
import {
  Instant,
  parseInstant,
  pinnedProcedure,
  requestEventOf,
  RequestId,
  requestIn,
  requestPlacedOf,
  RequestState,
  streamKinds,
  streamOf,
  summaryOf,
  Wording,
} from '@sigill/domain';
import { isUuid, KeyDestroyed, LoggedEvent } from '@sigill/event-log';
import { changesBetween, toldByEvents, viewOf } from '@sigill/projections';
import { FolderForReading, inFolder } from '../../libs/adapters/offline';
import { openForReading, Place } from './place';
import { ExitCode, Terminal } from './terminal';

export interface ReplayAsked {
  readonly request: string;
  /** Only what was recorded by this instant (RFC 3339); null: all. */
  readonly at: string | null;
  /** `sv` or `en`; null: Swedish. */
  readonly language: string | null;
  /** With what each event changed. */
  readonly step: boolean;
}

/** What was asked for cannot be replayed: the words, or there is no such request. */
class CannotReplay extends Error {
  override name = 'CannotReplay';
}

/** Tells a case from the log alone, event by event, as its history does to those who may read all of it. Changes nothing; may run beside
 *  the program. */
export async function replay(place: Place, terminal: Terminal, asked: ReplayAsked): Promise<ExitCode> {
  const telling = { at: instantIn(asked.at), language: languageIn(asked.language), step: asked.step };
  const id = asked.request.toLowerCase();
  if (!isUuid(id)) throw new CannotReplay('what is to be replayed is named by the id of a request (a UUID)');
  const folder = await openForReading(place);
  try {
    const events = await eventsOf(folder, id as RequestId);
    for (const line of linesOf(id as RequestId, events, telling)) terminal.out(line);
    return 0;
  } catch (error) {
    if (error instanceof KeyDestroyed) throw new CannotReplay(`the data of request ${id} can no longer be read`);
    throw inFolder(place.dataDir, error);
  } finally {
    await folder.close();
  }
}

/** Oldest first. @throws CannotReplay */
async function eventsOf({ log }: FolderForReading, id: RequestId): Promise<readonly LoggedEvent[]> {
  const placed = await log.read(streamOf('place', id));
  const { begin, fold } = streamKinds.place;
  const patient = fold(begin(), placed.events.map(requestPlacedOf));
  const file = patient === null ? [] : (await log.read(streamOf('file', patient))).events;
  const events = file.filter((one) => requestIn(one) === id);
  if (events.length === 0) throw new CannotReplay(`the log holds no request ${id}`);
  return events;
}

interface Telling {
  readonly at: Instant | null;
  readonly language: keyof Wording;
  readonly step: boolean;
}

function linesOf(id: RequestId, logged: readonly LoggedEvent[], { at, language, step }: Telling): readonly string[] {
  const all = logged.map((one) => ({ logged: one, event: requestEventOf(one) }));
  const events = at === null ? all : all.slice(0, recordedBy(all, at));
  const states = statesAfter(id, events);
  const [first, last] = [states[0], states.at(-1)];
  if (first === undefined || last === undefined) return [words.nothing[language]];
  const views = step ? states.map((state) => toldByEvents(viewOf(state))) : [];
  const told = events.flatMap(({ logged: one, event }, index) => {
    const state = states[index] ?? last;
    const summary = summaryOf(event, { state, part: 'whole' })[language];
    const changes = changeLines(views[index - 1] ?? {}, views[index] ?? {});
    return [...eventLines(one, index + 1, { summary, language }), ...changes];
  });
  return [titleOf(first, language), ...told, endOf(last, language)];
}

const words = {
  nothing: { sv: 'Inget var antecknat då.', en: 'Nothing was recorded by then.' },
  happened: { sv: 'hände', en: 'happened' },
  state: { sv: 'tillstånd', en: 'state' },
} as const satisfies Readonly<Record<string, Wording>>;

function titleOf({ caseNumber, procedure, unit }: RequestState, language: keyof Wording): string {
  const title = pinnedProcedure(procedure).title[language];
  return `${caseNumber}: ${title} (${procedure.name}.v${String(procedure.version)}), ${unit.name} (${unit.hsaId})`;
}

function eventLines(
  { type, occurredAt, recordedAt, hash }: LoggedEvent,
  revision: number,
  { summary, language }: { readonly summary: string; readonly language: keyof Wording },
): readonly string[] {
  const happened = occurredAt === recordedAt ? '' : `, ${words.happened[language]} ${occurredAt}`;
  return [`${String(revision)}  ${recordedAt}  ${type}${happened}`, ...indented(summary), ...indented(hash)];
}

function changeLines(...views: Parameters<typeof changesBetween>): readonly string[] {
  const { before, after } = changesBetween(...views);
  return Object.keys(after).flatMap((field) =>
    indented(`${field}: ${JSON.stringify(before[field] ?? null)} -> ${JSON.stringify(after[field])}`),
  );
}

const endOf = ({ state, outcome }: RequestState, language: keyof Wording): string =>
  `${words.state[language]}: ${state}${outcome === null ? '' : `, ${outcome}`}`;

const indented = (text: string): readonly string[] => text.split('\n').map((line) => `    ${line}`);

/** @throws CannotReplay */
function instantIn(text: string | null): Instant | null {
  if (text === null) return null;
  const instant = parseInstant(text);
  if (instant === null) throw new CannotReplay('--at: no instant of RFC 3339, like 2026-11-22T08:00:00Z');
  return instant;
}

/** @throws CannotReplay */
function languageIn(text: string | null): keyof Wording {
  if (text === null || text === 'sv') return 'sv';
  if (text === 'en') return 'en';
  throw new CannotReplay('--language: neither sv nor en');
}
