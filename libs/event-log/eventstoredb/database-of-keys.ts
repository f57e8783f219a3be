import { timingSafeEqual } from 'node:crypto';
import { SystemRandom, uuidFrom } from '@sigill/log-format';
import { EventStore, OutcomeUnknown, RecordedEvent, StoreUnavailable, WrongRevision } from '../event-store';
import { KeyEncryptionKey } from '../keys/key-encryption-key';
import { WrongKeyEncryptionKey } from '../keys/sqlite-data-keys';
import { keyStreams } from './side-streams';

/** STORAGE FORMAT: the one event by which a database knows the key-encryption key that its data keys are wrapped with. */
const stream = `${keyStreams}check`;
const type = 'KeyCheckMade';

interface KeyCheck {
  /** Base64. */
  readonly value: string;
}

/** The database is one of this key-encryption key, from its first use on. Answers the id of the event that says so: no other database
 *  has it. @throws WrongKeyEncryptionKey, StoreUnavailable */
export async function settleKeyCheck(
  streams: Pick<EventStore, 'append' | 'readStream'>,
  kek: KeyEncryptionKey,
): Promise<string> {
  return (await keyCheckOf(streams, kek)) ?? judged(await first(streams, kek.derive('key-check')), kek);
}

/** The same, where it has been used: else null, and nothing is written. @throws WrongKeyEncryptionKey, StoreUnavailable */
export async function keyCheckOf(
  streams: Pick<EventStore, 'readStream'>,
  kek: KeyEncryptionKey,
): Promise<string | null> {
  const [standing] = await streams.readStream(stream, 0, 1);
  return standing === undefined ? null : judged(standing, kek);
}

/** @throws WrongKeyEncryptionKey */
function judged(standing: RecordedEvent, kek: KeyEncryptionKey): string {
  const own = kek.derive('key-check');
  const { value } = JSON.parse(standing.data.toString()) as KeyCheck;
  const written = Buffer.from(value, 'base64');
  if (written.length !== own.length || !timingSafeEqual(written, own))
    throw new WrongKeyEncryptionKey(
      'KEK_FILE: the log in EVENTSTORE_URL was made with another key-encryption key: give every process the one that it was made with',
    );
  return standing.id;
}

/** Another process may be first. */
async function first(streams: Pick<EventStore, 'append' | 'readStream'>, own: Buffer): Promise<RecordedEvent> {
  const said: KeyCheck = { value: own.toString('base64') };
  const id = uuidFrom(new SystemRandom().bytes(16), 4);
  const event = { id, type, data: Buffer.from(JSON.stringify(said)), metadata: Buffer.from('{}') };
  await streams.append(stream, 'no-stream', [event]).catch((error: unknown) => {
    if (!(error instanceof WrongRevision || error instanceof OutcomeUnknown)) throw error;
  });
  const [standing] = await streams.readStream(stream, 0, 1);
  if (standing === undefined) throw new StoreUnavailable('EventStoreDB did not take the first event');
  return standing;
}
