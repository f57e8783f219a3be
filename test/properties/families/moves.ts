import {
  addMinutes,
  Answers,
  Context,
  Instant,
  missingReceipts,
  planAgain,
  RequestCommand,
  RequestState,
} from '@sigill/domain';
import { daysFrom } from '../../domain/access/days';
import { grantingAnswers } from '../../support/domain/journey';
import { head } from '../../support/domain/people';
import { pick } from './pick';
import { Item, ToTell } from './story';

/** A command, and what has come to pass when it is accepted. */
export interface Move {
  readonly command: RequestCommand;
  readonly tells: readonly ToTell[];
}

/** The step that leads on; null where there is none. */
export function forward(state: RequestState, twist: number, context: Context): Move | null {
  switch (state.state) {
    case 'registered':
    case 'executed-provisionally':
      return assessing(state, twist, context);
    case 'assessed':
      return plain({
        action: 'consultation',
        data: { party: 'head-of-operations', with: head.name, heldAt: context.now, opinion: 'Delar.' },
      });
    case 'consulted':
      return deciding(state, twist, context);
    case 'decided':
      return decided(state, twist, context);
    case 'submitted':
    case 'called':
      return executing(state, twist, context);
    case 'executed':
      return documenting(context);
    case 'closed':
      return null;
  }
}

const plain = (command: RequestCommand): Move => ({ command, tells: [] });

const documenting = ({ now }: Context): Move =>
  plain({ action: 'documentation', data: { recordSystem: 'Melior', documentedAt: now } });

export const withdrawing: Move = plain({ action: 'withdrawal', data: { reason: 'Behovet har upphört.' } });

function assessing({ id: request }: RequestState, twist: number, { procedure }: Context): Move {
  const answers: Answers = Object.fromEntries(
    Object.entries(grantingAnswers(procedure)).map(([id, answer]) => [
      id,
      lockQuestions.includes(id) && twist % 3 === 0 ? { answer: false } : answer,
    ]),
  );
  const locks = lockQuestions.some((id) => answers[id]?.answer === true);
  const byRight = procedure.decided.by === 'right';
  return {
    command: { action: 'assessment', data: { answers, recommendation: 'grant' } },
    tells: [
      ...(locks ? [{ does: 'want-lock', request } as const] : []),
      ...(byRight ? [{ does: 'grant', request, validFrom: null, validUntil: null } as const] : []),
    ],
  };
}

const lockQuestions = ['SS4', 'lock-login'];

function deciding({ id: request, guardians }: RequestState, twist: number, { procedure, today }: Context): Move {
  const granted = twist % 8 !== 0;
  const validFrom = twist % 5 === 0 ? daysFrom(today, (twist >> 3) % 40) : null;
  const validUntil = procedure.endsByTime && twist % 7 === 0 ? daysFrom(today, (twist >> 2) % 400) : null;
  const outcomes = guardians.map((guardian, index) => ({
    guardian,
    outcome: (twist >> (index + 3)) % 2 === 0 ? ('end' as const) : ('continue' as const),
  }));
  return {
    command: {
      action: 'decision',
      data: {
        ...{
          outcome: granted ? 'granted' : 'refused',
          grounds: 'Skäl.',
          treatingReason: 'Skäl.',
          validFrom,
          validUntil,
        },
        guardians: granted && procedure.perGuardian ? outcomes : null,
      },
    },
    tells: granted ? [{ does: 'grant', request, validFrom, validUntil }] : [],
  };
}

function decided(state: RequestState, twist: number, context: Context): Move {
  if (state.outcome === 'refused') return documenting(context);
  if (state.track === 'urgent' && missingReceipts(state).length > 0) return executing(state, twist, context);
  return plain({ action: 'submission', data: { signature: { method: 'decision-record' } } });
}

/** All that is left to do, or a part; with what need not be done, or without. */
function executing(state: RequestState, twist: number, context: Context): Move {
  const plan = planAgain(state, context);
  const left = plan.filter(({ item }) => state.receipts[item] === undefined);
  const required = left.filter(({ required: is }) => is);
  const chosen = pick([required.slice(0, 1), required, left, required.slice(-1), required], twist);
  const items = chosen.map(({ item }, index): Item => ({
    item,
    performedAt: performed(state, twist >> index, context.now),
  }));
  return {
    command: {
      action: 'execution',
      data: { receipts: items.map(({ item, performedAt }) => ({ item, performedAt: performedAt! })) },
    },
    tells: [{ does: 'receipts', request: state.id, items }],
  };
}

/** When it was done: now, or some time before it is told; on the ordinary track not before the decision. */
function performed({ track, decision }: RequestState, twist: number, now: Instant): Instant {
  const before = addMinutes(now, -pick([0, 0, 90, 700, 2_000, 12_000, 60_000], twist));
  if (track === 'urgent' || decision === null || decision.at <= before) return before;
  return twist % 2 === 0 ? decision.at : now;
}

/** A receipt is declared void, moved to another time, or given anew; null where there is none. */
export function correcting(state: RequestState, twist: number, { now }: Context): Move | null {
  const known = [...Object.keys(state.receipts), ...state.voided];
  if (known.length === 0) return null;
  const item = pick(known, twist);
  const isVoid = { item, performedAt: null };
  const given = { item, performedAt: performed(state, twist >> 3, now) };
  const items = state.voided.includes(item) ? [given] : pick([[isVoid], [given], [isVoid, given]], twist >> 2);
  return {
    command: {
      action: 'correction',
      data: {
        ...{ step: 'execution', reason: 'Fel.' },
        receipts: items.map(({ performedAt }) =>
          performedAt === null ? { item, voided: true } : { item, performedAt },
        ),
      },
    },
    tells: [{ does: 'correct', request: state.id, items }],
  };
}
