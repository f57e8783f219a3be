import { Instant, PlanItem, Procedure, RequestCommand, RequestState } from '@sigill/domain';
import { execute, receipt } from './block-case';
import {
  begin,
  found,
  inForceBefore,
  Journey,
  nextHour,
  opened,
  patientFor,
  plainCommand,
  procedureOf,
  step,
  walk,
} from './journey';
import { date, father, instant, mother } from './people';
import { Situation } from './situation';

const always = (): boolean => true;
const taking = (journey: Journey, command: RequestCommand, facts: Parameters<typeof step>[2] = {}): unknown =>
  step(journey, command, facts);
const at = (procedure: Procedure, state: RequestState['state']): Journey => walk(begin(procedure, 'ordinary'), state);

/** When the executor tells what was done, and when a receipt is voided. */
export const situationsAtReceipts: readonly Situation[] = [
  {
    code: 'extension-still-set',
    name: 'executed before minor access is removed',
    applies: ({ name }) => name === 'block',
    forbidden: (procedure) => blockingExtended(procedure, []),
    allowed: (procedure) => blockingExtended(procedure, ['minor-access-removed']),
  },
  {
    code: 'guardian-blocked',
    name: 'executed for a guardian who has been blocked since the decision',
    applies: ({ name }) => name === 'extension.guardian',
    forbidden: (procedure) => settingAccess(procedure, { others: [blockOf(procedure, mother)] }),
    allowed: (procedure) => settingAccess(procedure, { others: [blockOf(procedure, father)] }),
  },
  {
    code: 'patient-sealed',
    name: 'executed for a patient who has been sealed since the decision',
    applies: ({ endsByTime }) => endsByTime,
    forbidden: (procedure) => settingAccess(procedure, { others: [sealOf(procedure)] }),
    allowed: (procedure) => settingAccess(procedure, { others: [] }),
  },
  {
    code: 'date-not-allowed',
    name: 'executed after its last day',
    applies: ({ endsByTime }) => endsByTime,
    forbidden: (procedure) => settingAccess(procedure, { on: instant('2026-11-25T23:00:00.000Z') }),
    allowed: (procedure) => settingAccess(procedure, { on: instant('2026-11-25T22:59:00.000Z') }),
  },
  {
    code: 'date-not-allowed',
    name: 'executed before it was decided',
    applies: always,
    forbidden: (procedure) => performing(procedure, -1),
    allowed: (procedure) => performing(procedure, 0),
  },
  {
    code: 'receipts-missing',
    name: 'documented when a correction has voided a receipt',
    applies: always,
    forbidden: (procedure) => documentingVoided(procedure, ({ required }) => required),
    allowed: (procedure) => documentingVoided(procedure, ({ required }) => !required),
  },
];

const performing = (procedure: Procedure, minutes: number): unknown => {
  const journey = at(procedure, 'submitted');
  const decided = Date.parse(journey.state.decision?.at ?? '');
  const [item] = journey.state.plan;
  return taking(
    journey,
    execute(receipt(item?.item ?? '', instant(new Date(decided + minutes * 60_000).toISOString()))),
  );
};

const blockOf = (procedure: Procedure, guardian: typeof mother): RequestState =>
  inForceBefore('block', 705, { patient: found(patientFor(procedure)), guardians: [found(guardian)] });
const sealOf = (procedure: Procedure): RequestState =>
  inForceBefore('seal.staff', 706, { patient: found(patientFor(procedure)) });

/** Minor access until 25 November is set on the instant, in front of these other requests. */
function settingAccess(
  procedure: Procedure,
  { others = [], on }: { readonly others?: readonly RequestState[]; readonly on?: Instant },
): unknown {
  const journey = walk(begin(procedure, 'ordinary', { validUntil: date('2026-11-25') }), 'submitted');
  const performedAt = on ?? nextHour(journey.state);
  return taking({ ...journey, others }, execute(receipt('minor-access-set', performedAt)), { now: performedAt });
}

/** A case executed with every item, of which one is voided. */
function documentingVoided(procedure: Procedure, isWanted: (item: PlanItem) => boolean): unknown {
  const submitted = at(procedure, 'submitted');
  const items = submitted.state.plan.map(({ item }) => receipt(item, nextHour(submitted.state)));
  const executed = step(submitted, execute(...items));
  const voided = executed.state.plan.find(isWanted)?.item ?? '';
  const data = { step: 'execution', reason: 'Fel.', receipts: [{ item: voided, voided: true }] } as const;
  const corrected = step(executed, { action: 'correction', data });
  return taking(corrected, plainCommand('documentation', corrected, nextHour(corrected.state)));
}

function blockingExtended(procedure: Procedure, first: readonly string[]): unknown {
  const others = [inForceBefore('extension.guardian', 704)];
  const changes = { patient: found(patientFor(procedureOf('extension.guardian'))) };
  const journey = walk(
    opened(procedure, 'ordinary', { number: 1, others, changes, at: instant('2026-11-23T06:00:00.000Z') }),
    'submitted',
  );
  const items = [...first, `guardian-blocked:${mother.id}`];
  return taking(journey, execute(...items.map((item) => receipt(item, nextHour(journey.state)))));
}
