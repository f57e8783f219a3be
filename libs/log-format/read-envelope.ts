import { isAscii, isUtf8 } from 'node:buffer';
import { isPlainObject, NotCanonical } from './canonical-json';
import { Envelope, envelopeJson, misshapenField } from './envelope';
import { envelopeByPattern, ReadEnvelope } from './envelope-pattern';

/** The bytes are not an envelope that this program could have written. */
export class BadEnvelope extends Error {
  override name = 'BadEnvelope';
}

/** What the bytes say. Whether this program wrote them, the seal over their hash tells (./chain). @throws BadEnvelope */
export const readEnvelope = (metadata: Buffer): Envelope => envelopeIn(metadata).envelope;

/** @throws BadEnvelope unless the bytes are exactly those that envelopeJson writes of a whole envelope. */
export const parseEnvelope = (metadata: Buffer): Envelope => canonicalEnvelopeIn(metadata).envelope;

/** As readEnvelope. */
export function envelopeIn(metadata: Buffer): ReadEnvelope {
  return byPattern(metadata) ?? withHashed(foreignRefused, metadata);
}

/** As parseEnvelope. */
export function canonicalEnvelopeIn(metadata: Buffer): ReadEnvelope {
  const known = byPattern(metadata);
  if (known !== null && hasSafeNumbers(known.envelope)) return known;
  return withHashed(misshapenRefused, metadata);
}

function byPattern(metadata: Buffer): ReadEnvelope | null {
  return isAscii(metadata) ? envelopeByPattern(metadata.toString('latin1')) : null;
}

/** What the pattern does not say. */
function hasSafeNumbers({ revision, caseRevision, schemaVersion, legalGround }: Envelope): boolean {
  return [revision, caseRevision, schemaVersion, legalGround?.version ?? 1].every(Number.isSafeInteger);
}

/** Canonical JSON has exactly one way to write hash and mac, and no other object of an envelope has members of these names. */
function withHashed(judged: (text: string) => Envelope, metadata: Buffer): ReadEnvelope {
  if (!isUtf8(metadata)) throw new BadEnvelope('the envelope is not UTF-8');
  const text = metadata.toString('utf8');
  const envelope = judged(text);
  const { hash, mac } = envelope;
  return { envelope, hashed: text.replace(`"hash":"${hash}",`, '').replace(`"mac":"${mac}",`, '') };
}

function foreignRefused(text: string): Envelope {
  const envelope = parsed(text);
  refuseForeign(envelope);
  return envelope;
}

function misshapenRefused(text: string): Envelope {
  const envelope = parsed(text);
  refuseMisshapen(envelope);
  if (canonical(envelope) !== text) throw new BadEnvelope('the envelope is not in its canonical form');
  return envelope;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new BadEnvelope('the envelope is not JSON');
  }
}

function canonical(envelope: Envelope): string {
  try {
    return envelopeJson(envelope);
  } catch (error) {
    if (error instanceof NotCanonical) throw new BadEnvelope(`the envelope is not canonical: ${error.message}`);
    throw error;
  }
}

function refuseForeign(envelope: unknown): asserts envelope is Envelope {
  if (!isPlainObject(envelope)) throw new BadEnvelope('the envelope is no JSON object');
  if (envelope['specVersion'] !== 1)
    throw new BadEnvelope('the envelope has a specVersion that this program does not know');
}

function refuseMisshapen(envelope: unknown): asserts envelope is Envelope {
  refuseForeign(envelope);
  const field = misshapenField({ ...envelope });
  if (field !== null) throw new BadEnvelope(`the envelope is misshapen: ${field}`);
}
