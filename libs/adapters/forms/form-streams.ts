import { EventStore, formStreams, RecordedEvent, repeatedWhileUnknown, uuidV5, WrongRevision } from '@sigill/event-log';
import { createHash } from 'node:crypto';
import { deciphered, enciphered, FormDamaged, FormKeeping, FormMissing, refuseUnfitForm } from './form-keeping';

/** STORAGE FORMAT: an enciphered form in pieces, one event each; the metadata of each says which it is, of how many. */
const type = 'FormPiece';
/** Well under what one append may hold. */
const pieceBytes = 500_000;

interface Which {
  readonly piece: number;
  readonly of: number;
}

/** The forms in a database that many processes use. A form that nobody names in the end stays there, sealed with its case's key. */
export class FormStreams implements FormKeeping {
  /** @param streams those that begin so. @param repeatForMs how long an append of unknown outcome is repeated */
  constructor(
    private readonly streams: Pick<EventStore, 'append' | 'readStream'>,
    private readonly repeatForMs = 10_000,
  ) {}

  async put(sha256: string, bytes: Buffer, key: Buffer): Promise<void> {
    refuseUnfitForm(sha256, key, bytes);
    const kept = await this.keep(sha256, enciphered(sha256, bytes, key));
    if (!kept) await this.get(sha256, key);
  }

  async get(sha256: string, key: Buffer): Promise<Buffer> {
    refuseUnfitForm(sha256, key);
    return deciphered(sha256, wholeOf(sha256, await this.streams.readStream(formStreams + sha256)), key);
  }

  /** What is enciphered already, piece after piece, each at its own revision: whoever was broken off is gone on for.
   *  Answers false where something else is kept there. @throws StoreUnavailable, OutcomeUnknown */
  async keep(sha256: string, cipher: Buffer): Promise<boolean> {
    const stream = formStreams + sha256;
    const of = Math.ceil(cipher.length / pieceBytes);
    for (let piece = 0; piece < of; piece += 1) {
      const data = cipher.subarray(piece * pieceBytes, (piece + 1) * pieceBytes);
      const metadata = Buffer.from(JSON.stringify({ piece, of } satisfies Which));
      const event = { id: uuidV5(idSpace, nameOf({ piece, of }, data)), type, data, metadata };
      const expected = piece === 0 ? 'no-stream' : piece - 1;
      try {
        await repeatedWhileUnknown(() => this.streams.append(stream, expected, [event]), this.repeatForMs);
      } catch (error) {
        if (error instanceof WrongRevision) return false;
        throw error;
      }
    }
    return true;
  }
}

const idSpace = '3f1b7f0e-0d2c-4c53-9a55-6d0a4a0f7d11';

/** Says all that is in the piece. */
const nameOf = ({ piece, of }: Which, data: Buffer): string =>
  [piece, of, createHash('sha256').update(data).digest('hex')].join('|');

/** @throws FormMissing: not there, or not whole yet; FormDamaged */
function wholeOf(sha256: string, events: readonly RecordedEvent[]): Buffer {
  const [first] = events;
  if (first === undefined) throw new FormMissing(sha256);
  const { of } = whichIn(first);
  if (events.some((event, at) => event.type !== type || whichIn(event).piece !== at || whichIn(event).of !== of))
    throw new FormDamaged(sha256);
  if (events.length < of) throw new FormMissing(sha256);
  return Buffer.concat(events.map(({ data }) => data));
}

const whichIn = ({ metadata }: RecordedEvent): Which => JSON.parse(metadata.toString()) as Which;
