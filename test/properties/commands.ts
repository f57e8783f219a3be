import {
  Actor,
  addMinutes,
  Answers,
  Context,
  Correction,
  Delegation,
  Instant,
  LegalDate,
  legalDateOf,
  PersonId,
  Procedure,
  RequestCommand,
  RequestState,
  Role,
  Sha256,
} from '@sigill/domain';
import { addDays } from '../../libs/domain/words/dates';
import { rendered } from '../support/domain/asking';
import { grantingAnswers } from '../support/domain/journey';
import {
  clinician,
  colleague,
  date,
  delegation,
  executor,
  head,
  mother,
  requestId,
  sibling,
} from '../support/domain/people';
import { Attempt, AttemptOf } from './attempt';

interface Of {
  readonly state: RequestState;
  readonly procedure: Procedure;
}

/** The command that an attempt is, and who gives it. */
export interface Given {
  readonly command: RequestCommand;
  readonly actor: Actor;
  readonly actorPerson: PersonId | null;
  readonly delegations: readonly Delegation[];
  readonly siblings: Context['siblings'];
  readonly beside: Context['beside'];
}

export function asCommand(attempt: Attempt, of: Of, now: Instant): Given {
  return {
    command: commandOf(attempt, of, now),
    actor: actorOf(attempt),
    actorPerson: attempt.action === 'decision' && attempt.by === 'parent' ? mother.id : null,
    delegations: [delegation([of.procedure.name], { until: lastDayOf(attempt) })],
    siblings: [{ identity: sibling, protection: 'none' }],
    beside: { opened: [{ person: sibling.id, request: requestId(700) }], refused: [] },
  };
}

const lastDayOf = (attempt: Attempt): LegalDate =>
  date(attempt.action === 'decision' && attempt.by === 'former-designee' ? '2026-11-22' : '2099-12-31');

const byRole: Readonly<Partial<Record<Role, Actor>>> = { staff: clinician, 'decision-maker': head, executor };

const deciders: Readonly<Record<AttemptOf<'decision'>['by'], Actor>> = {
  head,
  parent: head,
  clinician: { ...clinician, hsaId: 'SE2321000131-P000000990199' },
  designee: colleague,
  'former-designee': colleague,
};

function actorOf(attempt: Attempt): Actor {
  switch (attempt.action) {
    case 'assessment':
      return attempt.by === 'head' ? head : clinician;
    case 'decision':
      return deciders[attempt.by];
    case 'review':
      return head;
    case 'execution':
    case 'return':
      return executor;
    case 'correction':
      return byRole[attempt.by] ?? clinician;
    case 'consultation':
    case 'submission':
    case 'documentation':
    case 'withdrawal':
    case 'siblings':
      return clinician;
  }
}

function commandOf(attempt: Attempt, of: Of, now: Instant): RequestCommand {
  const when = (late: boolean): Instant => (late ? addMinutes(now, 6) : now);
  switch (attempt.action) {
    case 'assessment':
      return {
        action: 'assessment',
        data: {
          ...{ answers: answersOf(of.procedure, attempt.answers), recommendation: 'grant' },
          siblings: of.procedure.assessesSiblings === true ? [{ person: sibling.id, answer: 'needs-block' }] : null,
        },
      };
    case 'consultation': {
      const { party, late } = attempt;
      return { action: 'consultation', data: { party, with: head.name, heldAt: when(late), opinion: 'Delar.' } };
    }
    case 'decision':
      return deciding(attempt, of);
    case 'submission': {
      const formSha256 = attempt.form === 'paper' ? rendered.draftSha256 : ('e'.repeat(64) as Sha256);
      const paper = { method: 'paper', signedAt: when(attempt.late), signedBy: head.name, formSha256 } as const;
      return {
        action: 'submission',
        data: { signature: attempt.form === 'record' ? { method: 'decision-record' } : paper },
      };
    }
    case 'execution': {
      const early = addMinutes(of.state.opened.at, -60);
      const performedAt = { now, early, late: when(true) }[attempt.time];
      return { action: 'execution', data: { receipts: attempt.items.map((item) => ({ item, performedAt })) } };
    }
    case 'return':
      return { action: 'return', data: { reason: 'Underskrift saknas.', errors: [] } };
    case 'documentation':
      return { action: 'documentation', data: { recordSystem: 'Melior', documentedAt: when(attempt.late) } };
    case 'withdrawal':
      return { action: 'withdrawal', data: { reason: 'Behovet har upphört.' } };
    case 'siblings':
      return { action: 'siblings', data: { persons: [attempt.stranger ? mother.id : sibling.id] } };
    case 'review':
      return { action: 'review', data: { reviewBy: dayFrom(now, attempt.early ? 0 : 1), grounds: 'Skäl.' } };
    case 'correction':
      return { action: 'correction', data: correctionOf(attempt, now) };
  }
}

const dayFrom = (now: Instant, days: number): LegalDate => addDays(legalDateOf(now), days);

function answersOf(procedure: Procedure, how: Extract<Attempt, { action: 'assessment' }>['answers']): Answers {
  const granting = grantingAnswers(procedure);
  if (how === 'incomplete') return {};
  if (how === 'unknown') return { ...granting, X0: { answer: true } };
  if (how === 'granting') return granting;
  if (how === 'objecting') return { ...granting, EG6: { answer: 'DOES_NOT_WANT' } };
  return Object.fromEntries(
    Object.entries(granting).map(([id, { answer }]) => [
      id,
      { answer: typeof answer === 'boolean' ? false : (refusing(procedure, id) ?? answer), note: 'Skäl.' },
    ]),
  );
}

/** The option of a choice that bars a grant; what the child wants has a word of its own. */
const refusing = ({ checklist }: Procedure, id: string): boolean | string | undefined =>
  id === 'EG6' ? undefined : checklist.find((one) => one.id === id)?.grantRefusedBy?.[0];

function deciding(attempt: Extract<Attempt, { action: 'decision' }>, { state, procedure }: Of): RequestCommand {
  const { outcome, treating, guardians } = attempt;
  const asked = procedure.perGuardian && outcome === 'granted';
  const outcomes = asked
    ? state.guardians.map((guardian, index) => ({ guardian, outcome: index === 0 ? 'end' : 'continue' }) as const)
    : [{ guardian: mother.id, outcome: 'end' } as const];
  const given = guardians === 'given' || (guardians === 'right' && asked);
  return {
    action: 'decision',
    data: {
      outcome,
      grounds: 'Skäl.',
      treatingReason: treating ? 'Enda läkaren.' : null,
      guardians: given ? outcomes : null,
    },
  };
}

function correctionOf(attempt: Extract<Attempt, { action: 'correction' }>, now: Instant): Correction {
  const reason = 'Fel.';
  switch (attempt.step) {
    case 'execution': {
      const { item, voided } = attempt;
      const receipts = [voided ? { item, voided } : { item, performedAt: now }];
      return { step: 'execution', reason, receipts };
    }
    case 'documentation':
      return { step: 'documentation', reason, recordSystem: 'AsynjaVisph', documentedAt: now };
    case 'consultation':
      return {
        step: 'consultation',
        reason,
        revision: attempt.revision,
        with: head.name,
        heldAt: now,
        opinion: 'Nej.',
      };
  }
}
