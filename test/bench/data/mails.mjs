import { createHash } from 'node:crypto';
import { built } from '../dist.mjs';

const { dispatchName, effectSchemaVersion, streamOf } = built('libs/domain/index.js');
const { requestOwner, uuidV5 } = built('libs/event-log/index.js');

/** UUID of the process that would have sent them. */
const epoch = '0be9c000-0000-4000-8000-000000000001';
const actor = { sub: 'worker', kind: 'worker', role: 'system', unitId: null, onBehalfOf: null };

/** The streams of the effects, as the worker leaves them behind when a mail has gone out at the first attempt. */
export class Mails {
  constructor(log, { register }) {
    this.log = log;
    const mailOf = new Map(register.staff.map(({ hsaId, email }) => [hsaId, email]));
    this.ofUnit = new Map(register.units.map(({ hsaId, email }) => [hsaId, email]));
    this.ofHead = new Map(register.units.map(({ hsaId, head }) => [hsaId, mailOf.get(head)]));
  }

  async sent(dispatch, { causedBy, correlationId, at }) {
    const { kind, template, recipient, attachForm: attached, request } = dispatch;
    const id = uuidV5(causedBy, dispatchName(dispatch));
    const to = this.#addressOf(recipient);
    const attempt = 1;
    const messageId = `<${id}@vgr.example>`;
    const facts = [
      ['EffectClaimed', { epoch, kind, template, recipient }],
      ['EffectAttempted', { epoch, attempt, to, messageId, reminder: false, attached }],
      ['EffectSucceeded', { epoch, attempt, reply: '250 2.0.0 Ok: queued' }],
    ];
    let heads = this.log.beginning(streamOf('effect', id));
    for (const [revision, [type, data]] of facts.entries()) {
      const fact = { type, schemaVersion: effectSchemaVersion(type), occurredAt: at, data, persons: {} };
      const command = { ...commandOf(id, revision, fact), correlationId, causationId: causedBy, recordedAt: at };
      const parts = [{ caseId: request, keyOwner: requestOwner(request), actor, legalGround: null, facts: [fact] }];
      ({ heads } = await this.log.append({ heads, parts, command }));
    }
  }

  #addressOf(recipient) {
    if (recipient.role === 'executor') return 'executor@vgr.example';
    return (recipient.role === 'head' ? this.ofHead : this.ofUnit).get(recipient.unit);
  }
}

const commandOf = (effect, revision, { type, data }) => ({
  commandId: uuidV5(effect, `${epoch}|${String(revision)}`),
  commandHash: createHash('sha256')
    .update(JSON.stringify([effect, revision, type, data]))
    .digest('base64url'),
  keyId: null,
  purpose: 'notification',
});
