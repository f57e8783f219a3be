import {
  CommandOf,
  EffectEvent,
  Instant,
  RequestCommand,
  RequestEvent,
  Sha256,
} from '@sigill/domain';
import { rendered } from '../support/domain/asking';
import { blocked, execute, receipt, unblocked } from '../support/domain/block-case';
import {
  begin,
  found,
  inForceBefore,
  Journey,
  nextHour,
  opened,
  plainCommand,
  procedureOf,
  step,
  walk,
} from '../support/domain/journey';
import {
  child,
  clinician,
  colleague,
  date,
  delegation,
  father,
  halfSibling,
  hsaId,
  instant,
  lerum,
  mother,
  requestId,
  sibling,
  teenager,
} from '../support/domain/people';

/** What the program writes today, told so that every field of every event is written with something in it at least once. */

const at = instant('2026-11-23T06:00:00.000Z');
const plain = (journey: Journey, action: Parameters<typeof plainCommand>[0]): Journey =>
  step(journey, plainCommand(action, journey, nextHour(journey.state)));
const consulting = (party: 'child' | 'head-of-operations', heldAt: Instant): RequestCommand => ({
  action: 'consultation',
  data: { party, with: 'Maria Jonsson', heldAt, opinion: 'Delar bedömningen.' },
});
const signature = {
  method: 'paper',
  signedAt: instant('2026-11-23T10:00:00.000Z'),
  signedBy: 'Maria Jonsson',
  formSha256: rendered.draftSha256,
} as const;

/** An ordinary block, heard twice, signed on paper, returned, executed in two parts, closed and corrected three times. */
function ordinary(): readonly RequestEvent[] {
  const changes = { registryReference: 'RS 2026-01234', validFrom: date('2026-12-01') };
  const assessed = plain(opened(procedureOf('block'), 'ordinary', { number: 1, at, changes }), 'assessment');
  const heard = step(assessed, consulting('child', instant('2026-11-22T12:30:00.000Z')));
  const decision = { outcome: 'granted', grounds: 'Skälen för beslutet.', reviewBy: date('2027-12-01') } as const;
  const decided = step(plain(heard, 'consultation'), { action: 'decision', data: decision });
  const returned = plain(step(decided, { action: 'submission', data: { signature } }), 'return');
  const submitted = plain(returned, 'submission');
  const first = receipt('minor-access-checked', nextHour(submitted.state), 'AJ-17');
  const partly = step(submitted, { action: 'execution', data: { receipts: [first], note: 'Resten i morgon.' } });
  const closed = plain(plain(partly, 'execution'), 'documentation');
  const anew = { item: blocked(father.id), performedAt: nextHour(submitted.state), reference: 'AJ-18' };
  const receipts = [{ item: blocked(mother.id), voided: true }, anew];
  const execution = step(closed, { action: 'correction', data: { step: 'execution', reason: 'Fel rad.', receipts } });
  const documentedAt = nextHour(closed.state);
  const documentation = step(
    execution,
    { action: 'correction', data: { step: 'documentation', reason: 'Fel system.', recordSystem: 'Melior', documentedAt } },
    { actor: clinician },
  );
  const consultation = {
    step: 'consultation',
    reason: 'Fel dag.',
    revision: 3,
    with: 'Test Barn-Nio',
    heldAt: instant('2026-11-21T12:30:00.000Z'),
    opinion: 'Vill det.',
  } as const;
  return step(documentation, { action: 'correction', data: consultation }, { actor: clinician }).events;
}

/** An urgent seal that the assessment extends to the login, and that the head overturns. */
function urgent(): readonly RequestEvent[] {
  const called = begin(procedureOf('seal.staff'), 'urgent');
  const sealed = step(called, execute(receipt('journal-sealed', instant('2026-11-23T02:52:00.000Z'), 'AJ-19')));
  const consulted = walk(sealed, 'consulted');
  const treatingReason = 'Enda läkaren i tjänst.';
  const data = { outcome: 'refused', grounds: 'Grund saknas.', treatingReason } as const;
  return step(consulted, { action: 'decision', data }, { actor: { ...clinician, role: 'decision-maker' } }).events;
}

/** A renewal that a designee decides for each guardian, and that is withdrawn. */
function renewal(): readonly RequestEvent[] {
  const consulted = walk(begin(procedureOf('block-renewal'), 'ordinary'), 'consulted');
  const guardians = [
    { guardian: mother.id, outcome: 'continue' },
    { guardian: father.id, outcome: 'end' },
  ] as const;
  const data: CommandOf<'decision'>['data'] = { outcome: 'granted', grounds: 'Omprövat.', guardians };
  const asked = { actor: colleague, delegations: [delegation(['block-renewal'])] };
  return plain(step(consulted, { action: 'decision', data }, asked), 'withdrawal').events;
}

/** The patient's own seal. */
const byRight = (): readonly RequestEvent[] => walk(begin(procedureOf('seal.patient'), 'ordinary'), 'closed').events;

/** A guardian's extension, with a last day. */
const extension = (): readonly RequestEvent[] =>
  walk(begin(procedureOf('extension.guardian'), 'ordinary', { validUntil: date('2027-05-31') }), 'executed').events;

/** A block at whose receipt an extension set meanwhile is found and removed, and that ends as the patient comes of age. */
function replanned(): readonly RequestEvent[] {
  const changes = { patient: found(teenager), guardians: [found(mother)] };
  const block = walk(opened(procedureOf('block'), 'ordinary', { number: 1, at, changes }), 'submitted');
  const others = [inForceBefore('extension.guardian', 500)];
  const items = ['minor-access-checked', 'minor-access-removed', blocked(mother.id)];
  const receipts = items.map((item) => receipt(item, nextHour(block.state)));
  return [...step({ ...block, others }, execute(...receipts)).events, lapsed];
}

const lapsed: RequestEvent = {
  type: 'MeasureLapsed',
  occurredAt: instant('2029-12-31T23:00:00.000Z'),
  persons: [],
  data: {
    by: { hsaId: 'system', name: 'Sigill', role: 'system', unit: null },
    at: instant('2030-01-02T05:00:00.000Z'),
    measure: 'block',
    guardians: [mother.id],
    from: date('2030-01-01'),
  },
};

/** A called block that is reviewed at once, and whose siblings are assessed: one request is opened, another cannot be. */
function siblings(): readonly RequestEvent[] {
  const executed = walk(begin(procedureOf('block'), 'urgent'), 'executed-provisionally');
  const reviewed = step(executed, { action: 'review', data: { reviewBy: date('2027-02-01'), grounds: 'Hotbilden prövas snart.' } });
  const of = [sibling, halfSibling].map((identity) => ({ identity, protection: 'secrecy-marking' }) as const);
  const plainly = plainCommand('assessment', reviewed, nextHour(reviewed.state)) as Extract<RequestCommand, { action: 'assessment' }>;
  const answers = [
    { person: sibling.id, answer: 'needs-block', note: 'Bor i samma hushåll.' },
    { person: halfSibling.id, answer: 'needs-block' },
  ] as const;
  const assessment = { ...plainly, data: { ...plainly.data, siblings: answers } };
  const assessed = step(reviewed, assessment, { siblings: of });
  const beside = {
    opened: [{ person: sibling.id, request: requestId(700) }],
    refused: [{ person: halfSibling.id, code: 'deceased' }],
  };
  return step(assessed, plainCommand('siblings', assessed, nextHour(assessed.state)), { beside }).events;
}

/** The end of a block that another unit began: noted, voided and noted anew. */
function ending(): readonly RequestEvent[] {
  const others = [{ ...inForceBefore('block', 500), unit: lerum }];
  const executed = walk(opened(procedureOf('block-end'), 'ordinary', { number: 1, at, others }), 'executed');
  const item = unblocked(mother.id);
  const correcting = (receipts: readonly object[]): RequestCommand =>
    ({ action: 'correction', data: { step: 'execution', reason: 'Fel rad.', receipts } }) as RequestCommand;
  const voided = step(executed, correcting([{ item, voided: true }]));
  return step(voided, correcting([{ item, performedAt: nextHour(voided.state) }])).events;
}

export const requestStories: Readonly<Record<string, readonly RequestEvent[]>> = {
  ordinary: ordinary(),
  urgent: urgent(),
  renewal: renewal(),
  'by-right': byRight(),
  extension: extension(),
  replanned: replanned(),
  ending: ending(),
  siblings: siblings(),
};

const epoch = 'e0c40000-0000-4000-8000-000000000001';
const unit = hsaId('E000000990001');
const minute = (minutes: number): Instant => instant(`2026-11-23T12:${String(minutes).padStart(2, '0')}:00.000Z`);
const claimed = (template: 'work-order' | 'executed'): EffectEvent => ({
  type: 'EffectClaimed',
  data: {
    epoch,
    kind: 'mail',
    template,
    recipient: template === 'work-order' ? { role: 'executor' } : { role: 'unit', unit },
  },
  at: minute(0),
});
const attempted = (attempt: number, reminder: boolean): EffectEvent => ({
  type: 'EffectAttempted',
  data: {
    epoch,
    attempt,
    to: 'executor@vgr.example',
    messageId: '<effect@sigill.example>',
    reminder,
    attached: attempt === 1 ? ('f'.repeat(64) as Sha256) : null,
  },
  at: minute(attempt),
});

export const effectStories: Readonly<Record<string, readonly EffectEvent[]>> = {
  sent: [
    claimed('work-order'),
    attempted(1, false),
    { type: 'EffectFailed', data: { epoch, attempt: 1, code: '421', reply: '421 4.3.2 Service not available', nextAt: minute(2) }, at: minute(1) },
    attempted(2, false),
    { type: 'EffectSucceeded', data: { epoch, attempt: 2, reply: '250 2.0.0 Ok' }, at: minute(3) },
  ],
  parked: [
    claimed('executed'),
    attempted(1, false),
    { type: 'EffectUncertain', data: { epoch, attempt: 1, code: 'ECONNRESET', nextAt: minute(2) }, at: minute(1) },
    attempted(2, true),
    { type: 'EffectUncertain', data: { epoch, attempt: 2, code: 'ECONNRESET', nextAt: minute(4) }, at: minute(3) },
    { type: 'EffectParked', data: { epoch, reason: 'uncertain' }, at: minute(5) },
    { type: 'EffectResolved', data: { outcome: 'sent', note: 'Mottagaren bekräftade per telefon.' }, at: minute(6) },
  ],
  refused: [
    claimed('executed'),
    attempted(1, false),
    { type: 'EffectRefused', data: { epoch, attempt: 1, code: '550', reply: '550 5.1.1 No such user' }, at: minute(1) },
  ],
  'fallen-due': [
    {
      type: 'EffectRequested',
      data: {
        request: requestId(1),
        patient: child.id,
        caseNumber: '2026-7K3QX9TM',
        due: { kind: 'review', on: date('2027-11-23') },
        kind: 'mail',
        template: 'review',
        recipient: { role: 'unit', unit },
      },
      at: minute(0),
    },
  ],
};

export const storyId = requestId(1);
