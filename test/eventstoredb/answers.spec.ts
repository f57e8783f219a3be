import { EventStoreDBClient } from '@eventstore/db-client';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { TestServer } from '../support/eventstoredb/server';
import { Asked } from './asked';
import { questions } from './questions';

/** The server of the tests answers as a real one did, EventStoreDB 23.10.6, on either way of appending. */

interface Recorded {
  readonly question: string;
  readonly ok?: unknown;
  readonly error?: { readonly type: string };
}

const recorded = readFileSync(join(__dirname, 'answers-of-23.10.6.jsonl'), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Recorded);

/** About the client alone: it never answers, whatever the server is. */
const ofTheClient = 'BigInt in the data';
/** How many checkpoints there are depends on what else a database holds. */
const subscribed = 'subscribeToAll with a prefix filter: events, checkpoints, caughtUp';
const told: Readonly<Record<string, (ok: never) => unknown>> = {
  [subscribed]: ({ got, before, caughtUpEvents, checkpointsAtEventCount }: Record<string, unknown>) => ({
    got,
    before,
    checkpointBeforeTheFirstEvent: String(checkpointsAtEventCount).startsWith('0 '),
    caughtUpEvents,
  }),
};

const text = (value: unknown, run: string): unknown =>
  JSON.parse(
    JSON.stringify(value, (_, one: unknown) => (typeof one === 'bigint' ? `${String(one)}n` : one))?.replaceAll(
      run,
      'RUN',
    ) ?? 'null',
  );

it('is asked every question that was recorded', () => {
  expect(Object.keys(questions).sort()).toEqual(
    recorded
      .map(({ question }) => question)
      .filter((one) => one !== ofTheClient)
      .sort(),
  );
});

describe.each([
  ['as a call of its own', { username: 'nobody', password: 'none' }],
  ['over the stream that all share', undefined],
])('appending %s', (path, credentials) => {
  let server: TestServer;
  let client: EventStoreDBClient;
  let asked: Asked;
  beforeAll(async () => {
    server = await TestServer.start();
    client = EventStoreDBClient.connectionString(server.url);
    asked = new Asked(client, credentials);
  });
  afterAll(() => {
    server.stop();
    void client.dispose();
  });

  it.each(recorded.filter(({ question }) => question !== ofTheClient))('$question', async ({ question, ok, error }) => {
    const answer = await questions[question]!(asked).then(
      (value) => ({ ok: text(value, asked.run) }),
      (thrown: Error & Record<string, unknown>) => ({
        error: text(shownOf(thrown), asked.run) as Record<string, unknown>,
      }),
    );
    if (ok !== undefined) expect(answer).toEqual({ ok: told[question]?.(ok as never) ?? ok });
    else if (path === 'as a call of its own') expect(answer).toEqual({ error });
    else expect(answer).toMatchObject({ error: { type: error?.type } });
  });
});

const shownOf = ({
  constructor,
  type,
  code,
  expectedVersion,
  actualVersion,
  message,
}: Error & Record<string, unknown>) => ({
  class: constructor.name,
  type,
  code,
  expectedVersion,
  actualVersion,
  message,
});
