import { openDirectory } from '@sigill/adapters';
import { Caller, OpenUrgentRequestBody } from '@sigill/application';
import { PersonalNumber, PersonId, regionNamed } from '@sigill/domain';
import { KeyEncryptionKey, personIdOf, SqliteDataKeys, SqliteEventStore } from '@sigill/event-log';
import { createHash, randomUUID } from 'node:crypto';
import { temporaryFolder } from '../event-log/temporary';
import { callBodyOf, families } from '../support/samples';
import { Instance, instanceOver } from './instance';

const kek = KeyEncryptionKey.fromBytes(Buffer.alloc(32, 7));
const personIds = { idOf: (number: PersonalNumber) => personIdOf(Buffer.alloc(32, 9), number) as PersonId };
const folder = temporaryFolder();
let store: SqliteEventStore;
let instance: Instance;
let executor: Caller;

beforeAll(async () => {
  const keys = SqliteDataKeys.open(folder.file('keys.db'), kek);
  store = await SqliteEventStore.open(folder.file('log.db'), { keysFile: folder.file('keys.db') });
  instance = await instanceOver(store, { keys, kek, personIds, register: null, following: false });
  const staff = await (await openDirectory(null, regionNamed('vgr'))).staffList();
  executor = staff.find(({ persona }) => persona === 'executor') as Caller;
});

afterAll(async () => {
  await instance.close();
  await store.close();
  folder.remove();
});

it('an urgent call is answered with the mails that it asks for, although no row tells of it yet', async () => {
  const body = callBodyOf(families.urgent) as unknown as OpenUrgentRequestBody;
  const call = {
    caller: executor,
    key: null,
    hash: createHash('sha256').update('call').digest('base64url'),
    traceId: randomUUID(),
  };
  const { state, file } = await instance.openings.open(call, body, 'urgent');
  const view = await instance.presenter.show({ state, file }, await instance.persons.knownAt(file, executor), 'sv');
  const asked = { id: expect.any(String) as string, kind: 'mail', template: 'urgent-call', state: 'requested' };
  expect(view.effects).toEqual([
    { ...asked, at: state.opened.at },
    { ...asked, at: state.opened.at },
  ]);
});
