export { canonicalJson, inNfc, isPlainObject, NotCanonical } from './canonical-json';
export {
  caseFaults,
  caseGenesisHash,
  caseHeadAfter,
  dataHashOf,
  detached,
  genesisHash,
  headAfter,
  linkFaults,
  sealedEnvelope,
  sealFaults,
  type CaseHead,
  type Fault,
  type SealedEnvelope,
  type SealKey,
  type StoredEvent,
  type StreamHead,
} from './chain';
export { CannotUnseal, decrypted, encrypted } from './cipher';
export {
  envelopeJson,
  isInstant,
  misshapenField,
  type AppStamp,
  type Encryption,
  type Envelope,
  type EnvelopeActor,
} from './envelope';
export { envelopeByPattern, type ReadEnvelope } from './envelope-pattern';
export { HmacSha256 } from './hmac';
export {
  openPayload,
  openPerson,
  payloadIn,
  plainPayload,
  sealPayload,
  type Payload,
  type Place,
  type SealedPerson,
} from './payload';
export { Random, SystemRandom } from './random';
export { BadEnvelope, canonicalEnvelopeIn, envelopeIn, parseEnvelope, readEnvelope } from './read-envelope';
export { eventIdOf, isUuid, uuidFrom, uuidV5 } from './uuid';
