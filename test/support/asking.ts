import { createHash } from 'node:crypto';
import { accepted, Case } from './case';
import { AccessAnswer, AccessEntry, InboxItem, Page, Preview, View } from './contract';
import { RunningProgram } from './program';
import { pdfText } from './pdf';

/** Who reads what of a child. */
export async function access(
  program: RunningProgram,
  child: string,
  on?: string,
  by = 'clinician-partille',
): Promise<AccessAnswer> {
  const body = { patient: child, ...(on === undefined ? {} : { on }) };
  return accepted(await program.as(by).post<AccessAnswer>('/v1/access/search', body), 200).body;
}

/** `guardian 20170101-2393 journal none blocked`, one line for each entry. */
export const lines = (entries: readonly AccessEntry[]): readonly string[] =>
  entries.map(({ reader, service, access: what, reason }) =>
    [reader.relation, reader.personalNumber, service, what, reason].join(' '),
  );

export async function preview(story: Case, query = '', by = 'clinician-partille'): Promise<Preview> {
  return accepted(await story.program.as(by).get<Preview>(`${story.path}/preview${query}`), 200).body;
}

/** Entries as a preview can tell them: what is only supposed has no events yet. */
export const withoutEvents = (entries: readonly AccessEntry[]): readonly AccessEntry[] =>
  entries.map((entry) => ({ ...entry, ground: { ...entry.ground, events: [] } }));

/** What waits for a caller in one case. */
export async function inboxFor(story: Case, by: string): Promise<readonly string[]> {
  const answer = await story.program.as(by).get<Page<InboxItem>>('/v1/inbox?limit=200');
  return accepted(answer, 200)
    .body.items.filter(({ request }) => request.id === story.id)
    .map(({ action }) => action);
}

export const allowed = ({ allowedActions }: View): readonly string[] =>
  allowedActions.filter((one) => one.allowed).map(({ action }) => action);

export interface FormFile {
  readonly bytes: Buffer;
  readonly sha256: string;
  readonly text: string;
}

export async function form(story: Case, by = 'clinician-partille'): Promise<FormFile> {
  const { bytes, headers } = accepted(await story.program.as(by).get(`${story.path}/form`), 200);
  expect(headers.get('content-type')).toBe('application/pdf');
  return { bytes, sha256: sha256(bytes), text: pdfText(bytes) };
}

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** Ids of the requests that a search finds, newest first. */
export async function search(
  program: RunningProgram,
  body: object,
  by = 'clinician-partille',
): Promise<readonly View[]> {
  const answer = await program.as(by).post<Page<View>>('/v1/requests/search', body);
  return accepted(answer, 200).body.items;
}
