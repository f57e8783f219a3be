import { openDirectory } from '@sigill/adapters';
import { Assess, Caller, CallOn, OpenForSiblings, Opening, Outcome, siblingRequestOf } from '@sigill/application';
import { HsaId, PersonalNumber, PersonId, regionNamed, RequestState } from '@sigill/domain';
import {
  Appended,
  ExpectedRevision,
  KeyEncryptionKey,
  KeyTaken,
  personIdOf,
  SqliteDataKeys,
  SqliteEventStore,
  StoreEvent,
  StoreUnavailable,
  WrappedKey,
} from '@sigill/event-log';
import { createHash, randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { temporaryFolder } from '../event-log/temporary';
import { blockAnswers, contact, numberOf, partille } from '../support/samples';
import { Instance, instanceOver } from './instance';
import { Watched } from './watched-store';

/** Takes no append to one stream, as if the program had died before it. */
class Breaking extends Watched {
  broken: string | null = null;

  override async append(
    stream: string,
    expected: ExpectedRevision,
    events: readonly StoreEvent[],
    keys?: readonly WrappedKey[],
  ): Promise<Appended | KeyTaken> {
    if (stream === this.broken) throw new StoreUnavailable('the program died');
    return super.append(stream, expected, events, keys);
  }
}

const kek = KeyEncryptionKey.fromBytes(Buffer.alloc(32, 7));
const idOf = (number: string): PersonId => personIdOf(Buffer.alloc(32, 9), number as PersonalNumber) as PersonId;
const personIds = { idOf };
const parents = ['238', '239'].map((three) => numberOf('19850101', three));
const children = Array.from({ length: 12 }, (_, n) => numberOf(`201801${String(n + 10)}`, '238'));
const person = (personalNumber: string, guardians: readonly string[] = []) => ({
  ...{ personalNumber, name: 'Test Person', protection: 'none' },
  guardians,
});

const folder = temporaryFolder();
let store: Breaking;
let instances: readonly [Instance, Instance];
let clinician: Caller;
const closing: (() => Promise<void> | void)[] = [];

beforeAll(async () => {
  const population = [...parents.map((one) => person(one)), ...children.map((one) => person(one, parents))];
  writeFileSync(folder.file('population.json'), JSON.stringify({ population }));
  const keys = () => SqliteDataKeys.open(folder.file('keys.db'), kek);
  const first = keys();
  store = new Breaking(await SqliteEventStore.open(folder.file('log.db'), { keysFile: folder.file('keys.db') }));
  const over = { kek, personIds, register: folder.file('population.json') };
  instances = [
    await instanceOver(store, { ...over, keys: first }),
    await instanceOver(store, { ...over, keys: keys() }),
  ];
  closing.push(...instances.map((one) => one.close));
  const staff = await (await openDirectory(null, regionNamed('vgr'))).staffList();
  clinician = staff.find(({ persona }) => persona === 'clinician-partille')!;
}, 60_000);

afterAll(async () => {
  for (const close of closing) await close();
  await store.close();
  folder.remove();
});

const callOn = ({ id, revision }: Pick<RequestState, 'id' | 'revision'>): CallOn => ({
  ...{ caller: clinician, key: null, traceId: randomUUID(), request: id, ifMatch: revision },
  hash: createHash('sha256').update(randomUUID()).digest('base64url'),
});

/** A block that is assessed: these siblings need one too. */
async function assessed([at]: readonly Instance[], child: string, siblings: readonly string[]): Promise<RequestState> {
  const opening: Opening = { procedure: 'block', patient: child, unit: partille as HsaId, guardians: parents, contact };
  const { state } = await at!.openings.open(
    callOn({ id: randomUUID() as RequestState['id'], revision: 1 }),
    opening,
    'ordinary',
  );
  const named = siblings.map((one) => ({ person: one, answer: 'needs-block' }) as const);
  const body = { answers: blockAnswers, recommendation: 'grant', siblings: named } as const;
  return (await at!.assessing.execute(new Assess(callOn(state), body))).state;
}

const openFor = (at: Instance, state: RequestState, siblings: readonly string[]) =>
  at.forSiblings.execute(new OpenForSiblings(callOn(state), { persons: siblings.map(idOf) }));
const linked = ({ state }: Pick<Outcome, 'state'>) => state.said.siblings.map(({ request }) => request);
const openIn = async (at: Instance, child: string): Promise<readonly string[]> =>
  [...(await at.files.load(idOf(child))).requests.keys()].map(String);

describe('the requests opened for siblings', () => {
  it('are found and recorded by the next call, where the program died before it could record them', async () => {
    const [child, ...siblings] = children.slice(0, 4) as [string, ...string[]];
    const state = await assessed(instances, child, siblings);
    store.broken = `file-${idOf(child)}`;
    await expect(openFor(instances[0], state, siblings)).rejects.toThrow(StoreUnavailable);
    store.broken = null;
    const ids = siblings.map((one) => siblingRequestOf(state.id, idOf(one)));
    for (const [index, one] of siblings.entries()) expect(await openIn(instances[1], one)).toEqual([ids[index]]);
    const healed = await openFor(instances[1], state, siblings);
    expect([healed.state.revision, linked(healed), healed.refused]).toEqual([state.revision + 1, ids, []]);
    for (const [index, one] of siblings.entries()) expect(await openIn(instances[0], one)).toEqual([ids[index]]);
  });

  it('are opened where they were placed, and the program died before the opening', async () => {
    const [child, sibling] = children.slice(4, 6) as [string, string];
    const state = await assessed(instances, child, [sibling]);
    store.broken = `file-${idOf(sibling)}`;
    await expect(openFor(instances[0], state, [sibling])).rejects.toThrow(StoreUnavailable);
    store.broken = null;
    expect(await openIn(instances[1], sibling)).toEqual([]);
    expect(linked(await openFor(instances[1], state, [sibling]))).toEqual([siblingRequestOf(state.id, idOf(sibling))]);
  });

  it('are one for each, when two programs are asked at once', async () => {
    const [child, ...siblings] = children.slice(6, 10) as [string, ...string[]];
    const state = await assessed(instances, child, siblings);
    const both = await Promise.allSettled(instances.map((one) => openFor(one, state, siblings)));
    const done = both.filter((one) => one.status === 'fulfilled');
    expect(done.length).toBeGreaterThan(0);
    for (const one of siblings)
      expect(await openIn(instances[0], one)).toEqual([siblingRequestOf(state.id, idOf(one))]);
    const now = (await instances[1].files.load(idOf(child))).requests.get(state.id)!;
    expect(now.revision).toBe(state.revision + 1);
    expect(linked({ state: now })).toEqual(siblings.map((one) => siblingRequestOf(state.id, idOf(one))));
  });

  it('keep nobody waiting for the other, where two cases of a family open for each other at once', async () => {
    const [one, other] = children.slice(10, 12) as [string, string];
    const states = [await assessed(instances, one, [other]), await assessed(instances, other, [one])] as const;
    const answers = await Promise.all([
      openFor(instances[0], states[0], [other]),
      openFor(instances[0], states[1], [one]),
    ]);
    expect(answers.map(({ refused }) => refused.map(({ code }) => code))).toEqual([
      ['duplicate-request'],
      ['duplicate-request'],
    ]);
  });
});
