import { openDirectory } from '@sigill/adapters';
import { Call, Caller, OpenRequestBody, RevisionConflict } from '@sigill/application';
import {
  evolve,
  isOpen,
  PersonalNumber,
  PersonId,
  Refusal,
  RequestCommand,
  requestEventOf,
  requestIn,
  RequestId,
  RequestState,
  streamOf,
  upcast,
  regionNamed,
} from '@sigill/domain';
import { EventLog, KeyEncryptionKey, personIdOf, SqliteDataKeys, SqliteEventStore, verifyLog } from '@sigill/event-log';
import { createHash, randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { temporaryFolder } from '../event-log/temporary';
import { blockAnswers, contact, grounds, numberOf, opinion, partille } from '../support/samples';
import { seeded } from '../support/told-tables';
import { Instance, instanceOver } from './instance';
import { Watched } from './watched-store';

/** Two programs' worth of `application` over one event store. They share the store's own objects' files and nothing else. */

const kek = KeyEncryptionKey.fromBytes(Buffer.alloc(32, 7));
const indexKey = Buffer.alloc(32, 9);
const personIds = { idOf: (number: PersonalNumber) => personIdOf(indexKey, number) as PersonId };
const [callers, commands, patients] = [8, 2_000, 20];

const children = Array.from({ length: patients }, (_, n) => numberOf(`2018010${String((n % 9) + 1)}`, String(100 + n)));
const parents = Array.from({ length: patients * 2 }, (_, n) => numberOf('19850101', String(100 + n)));
const guardiansOf = (child: number): readonly string[] => parents.slice(child * 2, child * 2 + 2);
const population = [
  ...parents.map((personalNumber) => ({ personalNumber, name: 'Testa Förälder', protection: 'none' })),
  ...children.map((personalNumber, n) => ({
    personalNumber,
    name: 'Testa Barn',
    protection: 'none',
    guardians: guardiansOf(n),
  })),
];

const folder = temporaryFolder();
let store: Watched;
let instances: readonly Instance[];
let people: Readonly<Record<'clinician' | 'head', Caller>>;
const closing: (() => Promise<void> | void)[] = [];

beforeAll(async () => {
  writeFileSync(folder.file('population.json'), JSON.stringify({ population }));
  const first = SqliteDataKeys.open(folder.file('keys.db'), kek);
  store = new Watched(await SqliteEventStore.open(folder.file('log.db'), { keysFile: folder.file('keys.db') }));
  const second = SqliteDataKeys.open(folder.file('keys.db'), kek);
  const register = folder.file('population.json');
  instances = [
    await instanceOver(store, { keys: first, kek, personIds, register }),
    await instanceOver(store, { keys: second, kek, personIds, register }),
  ];
  closing.push(...instances.map((one) => one.close));
  const staff = await (await openDirectory(null, regionNamed('vgr'))).staffList();
  const named = (persona: string): Caller => {
    const found = staff.find((one) => one.persona === persona);
    if (found === undefined) throw new Error(persona);
    return found;
  };
  people = {
    clinician: named('clinician-partille'),
    head: named('head-partille'),
  };
}, 60_000);

afterAll(async () => {
  for (const close of closing) await close();
  await store.close();
  folder.remove();
});

const callOf = (caller: Caller): Call => ({
  caller,
  key: null,
  hash: createHash('sha256').update(randomUUID()).digest('base64url'),
  traceId: randomUUID(),
});

/** The next step of a request that stands so, or its withdrawal. */
function nextStep(
  state: RequestState,
  withdraw: boolean,
): { readonly by: Caller; readonly command: RequestCommand } | null {
  const { clinician, head } = people;
  if (withdraw && state.state !== 'closed')
    return { by: clinician, command: { action: 'withdrawal', data: { reason: 'Togs tillbaka.' } } };
  switch (state.state) {
    case 'registered':
      return {
        by: clinician,
        command: { action: 'assessment', data: { answers: blockAnswers, recommendation: 'grant' } },
      };
    case 'assessed': {
      const heldAt = state.changedAt;
      const data = { party: 'head-of-operations', with: 'Lena Sund', heldAt, opinion } as const;
      return { by: clinician, command: { action: 'consultation', data } };
    }
    case 'consulted':
      return { by: head, command: { action: 'decision', data: { outcome: 'granted', grounds } } };
    default:
      return null;
  }
}

it('two instances over one store let nothing illegal happen, and refuse nobody for the other’s sake', async () => {
  const random = seeded(20_261_125);
  const known: RequestState[][] = children.map(() => []);
  const answers = { taken: 0, refused: new Map<string, number>() };
  const openBlock = async (at: Instance, child: number): Promise<RequestState> => {
    const body = {
      procedure: 'block',
      patient: children[child],
      unit: partille,
      guardians: guardiansOf(child),
      contact,
    };
    return (await at.openings.open(callOf(people.clinician), body as unknown as OpenRequestBody, 'ordinary')).state;
  };
  const one = async (at: Instance): Promise<void> => {
    const child = random.upTo(patients);
    const open = known[child] ?? [];
    const chosen = open[random.upTo(open.length + 1)];
    const step = chosen === undefined ? null : nextStep(chosen, random.upTo(3) === 0);
    const after =
      chosen === undefined || step === null
        ? await openBlock(at, child)
        : (
            await at.requests.transact(
              { ...callOf(step.by), request: chosen.id, ifMatch: chosen.revision },
              step.command,
            )
          ).state;
    known[child] = [...open.filter(({ id }) => id !== after.id), ...(isOpen(after) ? [after] : [])];
    answers.taken += 1;
  };
  const caller = async (n: number): Promise<void> => {
    for (let left = commands / callers; left > 0; left -= 1)
      await one(instances[n % 2] as Instance).catch((error: unknown) => {
        const known = error instanceof Refusal ? error.code : error instanceof RevisionConflict ? 'conflict' : null;
        if (known === null) throw error;
        answers.refused.set(known, (answers.refused.get(known) ?? 0) + 1);
      });
  };
  await Promise.all(Array.from({ length: callers }, (_, n) => caller(n)));

  expect(answers.taken).toBeGreaterThan(commands / 4);
  expect(store.overtaken).toBeGreaterThan(10);
  expect([...answers.refused.keys()].sort()).toEqual(expect.arrayContaining(['conflict', 'duplicate-request']));

  const keys = SqliteDataKeys.open(folder.file('keys.db'), kek);
  expect((await verifyLog(store, keys, kek)).problems).toEqual([]);
  const log = new EventLog(store, keys, kek, { app: { version: 'test', instance: 'reader' }, upcast });
  for (const child of children) {
    const { events } = await log.read(streamOf('file', personIds.idOf(child as PersonalNumber)));
    const states = new Map<RequestId, RequestState>();
    for (const logged of events) {
      const id = requestIn(logged);
      if (id === null) continue;
      states.set(id, evolve(states.get(id) ?? null, requestEventOf(logged), id));
      expect([...states.values()].filter(isOpen).length).toBeLessThanOrEqual(1);
    }
  }
  await keys.close();
}, 120_000);
