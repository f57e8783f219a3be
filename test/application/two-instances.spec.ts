import { openDirectory, openPopulationRegister, SystemClock } from '@sigill/adapters';
import {
  Call,
  Caller,
  CaseFiles,
  Clock,
  Endings,
  Facts,
  Forms,
  OpenRequestBody,
  Openings,
  Projector,
  ReadSide,
  Requests,
  requestEventOf,
  RevisionConflict,
  SignedForms,
} from '@sigill/application';
import {
  evolve,
  isOpen,
  PersonalNumber,
  PersonId,
  Refusal,
  RequestCommand,
  RequestId,
  RequestState,
  streamOf,
  upcast,
  vgrPolicies,
} from '@sigill/domain';
import {
  Appended,
  EventLog,
  EventStore,
  ExpectedRevision,
  KeyEncryptionKey,
  KeyTaken,
  personIdOf,
  SqliteDataKeys,
  SqliteEventStore,
  StoreEvent,
  verifyLog,
  WrappedKey,
  WrongRevision,
} from '@sigill/event-log';
import { createHash, randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { temporaryFolder } from '../event-log/temporary';
import { blockAnswers, contact, grounds, numberOf, opinion, partille } from '../support/samples';
import { memoryDb, seeded, testSealer, weekdays } from '../support/told-tables';

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

/** Counts how often an instance came too late. */
class Watched extends EventStore {
  overtaken = 0;

  constructor(private readonly store: EventStore) {
    super();
  }

  override async append(
    stream: string,
    expected: ExpectedRevision,
    events: readonly StoreEvent[],
    keys?: readonly WrappedKey[],
  ): Promise<Appended | KeyTaken> {
    try {
      return await this.store.append(stream, expected, events, keys);
    } catch (error) {
      if (error instanceof WrongRevision) this.overtaken += 1;
      throw error;
    }
  }
  override readStream(...asked: Parameters<EventStore['readStream']>): ReturnType<EventStore['readStream']> {
    return this.store.readStream(...asked);
  }
  override readAll(...asked: Parameters<EventStore['readAll']>): ReturnType<EventStore['readAll']> {
    return this.store.readAll(...asked);
  }
  override follow(...asked: Parameters<EventStore['follow']>): ReturnType<EventStore['follow']> {
    return this.store.follow(...asked);
  }
  override head(): ReturnType<EventStore['head']> {
    return this.store.head();
  }
  override close(): Promise<void> {
    return this.store.close();
  }
}

class NoForms extends Forms {
  override render = (): never => this.refuse();
  override keep = (): never => this.refuse();
  override read = (): never => this.refuse();
  private refuse(): never {
    throw new Error('no form is asked for here');
  }
}

const folder = temporaryFolder();
const policies = { all: vgrPolicies };
let store: Watched;
let requests: readonly Requests[];
let people: Readonly<Record<'clinician' | 'head', Caller>>;
const closing: (() => Promise<void> | void)[] = [];

beforeAll(async () => {
  writeFileSync(folder.file('population.json'), JSON.stringify({ population }));
  const first = SqliteDataKeys.open(folder.file('keys.db'), kek);
  store = new Watched(await SqliteEventStore.open(folder.file('log.db'), { keysFile: folder.file('keys.db') }));
  const instance = async (keys: SqliteDataKeys): Promise<Requests> => {
    const register = await openPopulationRegister(folder.file('population.json'));
    const directory = await openDirectory(null);
    const log = new EventLog(store, keys, kek, { app: { version: 'test', instance: randomUUID() }, upcast });
    const projector = new Projector(log, memoryDb(), testSealer, weekdays, (error) => {
      throw error;
    });
    await projector.start();
    closing.push(
      () => projector.close(),
      () => register.close(),
      () => directory.close(),
      () => keys.close(),
    );
    const facts = new Facts(register, directory, personIds, new SystemClock() as Clock, policies);
    const openings = new Openings(facts, directory, policies);
    const readSide = new ReadSide(projector);
    const signedForms = new SignedForms(new NoForms(), directory, policies);
    return new Requests(new CaseFiles(log), readSide, facts, openings, new Endings(facts, openings), signedForms);
  };
  requests = [await instance(first), await instance(SqliteDataKeys.open(folder.file('keys.db'), kek))];
  const staff = await (await openDirectory(null)).staffList();
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
  const openBlock = async (at: Requests, child: number): Promise<RequestState> => {
    const body = {
      procedure: 'block',
      patient: children[child],
      unit: partille,
      guardians: guardiansOf(child),
      contact,
    };
    return (await at.open(callOf(people.clinician), body as unknown as OpenRequestBody, 'ordinary')).state;
  };
  const one = async (at: Requests): Promise<void> => {
    const child = random.upTo(patients);
    const open = known[child] ?? [];
    const chosen = open[random.upTo(open.length + 1)];
    const step = chosen === undefined ? null : nextStep(chosen, random.upTo(3) === 0);
    const after =
      chosen === undefined || step === null
        ? await openBlock(at, child)
        : (await at.transact({ ...callOf(step.by), request: chosen.id, ifMatch: chosen.revision }, step.command)).state;
    known[child] = [...open.filter(({ id }) => id !== after.id), ...(isOpen(after) ? [after] : [])];
    answers.taken += 1;
  };
  const caller = async (n: number): Promise<void> => {
    for (let left = commands / callers; left > 0; left -= 1)
      await one(requests[n % 2] as Requests).catch((error: unknown) => {
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
      const id = logged.caseId as RequestId;
      states.set(id, evolve(states.get(id) ?? null, requestEventOf(logged), id));
      expect([...states.values()].filter(isOpen).length).toBeLessThanOrEqual(1);
    }
  }
  await keys.close();
}, 120_000);
