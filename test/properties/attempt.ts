import { Action, actions, Party, Role } from '@sigill/domain';
import fc from 'fast-check';

/** Something that somebody tries, right or wrong, told without the words of the program. */
export type Attempt =
  | {
      readonly action: 'assessment';
      readonly answers: 'granting' | 'barring' | 'objecting' | 'incomplete' | 'unknown';
      readonly by: 'clinician' | 'head';
    }
  | { readonly action: 'consultation'; readonly party: Party; readonly late: boolean }
  | {
      readonly action: 'decision';
      readonly outcome: 'granted' | 'refused';
      /** `former-designee`: the delegation has run out. `parent`: a head who is a guardian of the patient. */
      readonly by: 'head' | 'clinician' | 'designee' | 'former-designee' | 'parent';
      readonly treating: boolean;
      readonly guardians: 'right' | 'none' | 'given';
    }
  | { readonly action: 'submission'; readonly form: 'record' | 'paper' | 'other-paper'; readonly late: boolean }
  | { readonly action: 'execution'; readonly items: readonly string[]; readonly time: 'now' | 'early' | 'late' }
  | { readonly action: 'return' }
  | { readonly action: 'documentation'; readonly late: boolean }
  | { readonly action: 'withdrawal' }
  | { readonly action: 'siblings'; readonly stranger: boolean }
  | { readonly action: 'review'; readonly early: boolean }
  | {
      readonly action: 'correction';
      readonly step: 'execution';
      readonly item: string;
      readonly voided: boolean;
      readonly by: Role;
    }
  | { readonly action: 'correction'; readonly step: 'documentation'; readonly by: Role }
  | { readonly action: 'correction'; readonly step: 'consultation'; readonly revision: number; readonly by: Role };

export type AttemptOf<A extends Action> = Extract<Attempt, { action: A }>;

/** A step of a random life, not yet aimed at anything: the numbers pick among what there is when its turn comes. */
export interface Throw {
  readonly does: 'forward' | 'act' | 'open' | 'open-strangely' | 'register';
  readonly which: number;
  readonly action: Action;
  readonly twist: number;
  readonly waitMinutes: number;
}

const aThrow: fc.Arbitrary<Throw> = fc.record({
  does: fc.oneof(
    { weight: 10, arbitrary: fc.constant('forward' as const) },
    { weight: 9, arbitrary: fc.constant('act' as const) },
    { weight: 2, arbitrary: fc.constant('open' as const) },
    { weight: 1, arbitrary: fc.constant('open-strangely' as const) },
    { weight: 1, arbitrary: fc.constant('register' as const) },
  ),
  which: fc.nat(5),
  action: fc.constantFrom(...actions),
  twist: fc.nat(255),
  waitMinutes: fc.oneof(fc.nat(90), fc.nat(60 * 24 * 3)),
});

/** Which procedure and track it begins with, and up to fifty steps. `extended`: a patient who is to be protected from a
 *  guardian has an extension for that guardian already. */
export interface Life {
  readonly road: number;
  readonly extended: boolean;
  readonly throws: readonly Throw[];
}

export const lives: fc.Arbitrary<Life> = fc.record({
  road: fc.nat(255),
  extended: fc.boolean(),
  throws: fc.array(aThrow, { minLength: 1, maxLength: 50, size: 'max' }),
});

const parties: readonly Party[] = ['head-of-operations', 'child', 'guardian', 'patient', 'social-services', 'staff'];

/** What the aim of a throw needs to know of its request. */
export interface Aim {
  readonly items: readonly string[];
  readonly missing: readonly string[];
  readonly revision: number;
}

const pick = <T>(from: readonly T[], twist: number): T => {
  const found = from[twist % from.length];
  if (found === undefined) throw new Error('nothing to pick from');
  return found;
};

/** The plainest way to take the action; by twist mostly the one that leads on. */
export function forward(action: Action, twist: number, aim: Aim): Attempt {
  switch (action) {
    case 'assessment':
      return {
        action,
        answers: twist % 4 === 1 ? pick(['barring', 'objecting'], twist >> 2) : 'granting',
        by: twist % 8 === 0 ? 'head' : 'clinician',
      };
    case 'consultation':
      return { action, party: twist % 8 === 0 ? 'staff' : 'head-of-operations', late: false };
    case 'decision': {
      const outcome = twist % 5 === 0 ? 'refused' : 'granted';
      return { action, outcome, by: 'head', treating: twist % 4 !== 1, guardians: 'right' };
    }
    case 'submission':
      return { action, form: twist % 2 === 0 ? 'record' : 'paper', late: false };
    case 'execution':
      return { action, items: someOf(partBy(twist, aim.missing), aim), time: 'now' };
    case 'documentation':
      return { action, late: false };
    default:
      return wild(action, twist, aim);
  }
}

/** Any way to take it, among them those that cannot be. */
export function wild(action: Action, twist: number, aim: Aim): Attempt {
  const late = twist % 7 === 0;
  switch (action) {
    case 'assessment':
      return {
        action,
        answers: pick(['granting', 'granting', 'barring', 'objecting', 'incomplete', 'unknown'], twist),
        by: twist % 2 === 0 ? 'clinician' : 'head',
      };
    case 'consultation':
      return { action, party: pick(parties, twist), late };
    case 'decision':
      return {
        action,
        outcome: twist % 2 === 0 ? 'granted' : 'refused',
        by: pick(['head', 'head', 'clinician', 'designee', 'former-designee', 'parent'], twist >> 1),
        treating: twist % 4 >= 2,
        guardians: pick(['right', 'right', 'none', 'given'], twist >> 3),
      };
    case 'submission':
      return { action, form: pick(['record', 'paper', 'other-paper'], twist), late };
    case 'execution':
      return {
        action,
        items: itemsBy(twist, aim.items),
        time: pick(['now', 'now', 'now', 'early', 'late'], twist >> 2),
      };
    case 'documentation':
      return { action, late };
    case 'return':
    case 'withdrawal':
      return { action };
    case 'siblings':
      return { action, stranger: twist % 5 === 0 };
    case 'review':
      return { action, early: twist % 5 === 0 };
    case 'correction':
      return correcting(twist, aim);
  }
}

/** One to three items in a row of the plan; now and then one that no plan has. */
const itemsBy = (twist: number, items: readonly string[]): readonly string[] =>
  twist % 11 === 0 ? ['no-such-item'] : items.slice(twist % items.length, (twist % items.length) + 1 + (twist % 3));

/** All of them, or now and then the first or the last alone. */
const partBy = (twist: number, missing: readonly string[]): readonly string[] =>
  pick([missing.slice(0, 1), missing, missing.slice(-1), missing, missing, missing.slice(0, 1)], twist);

/** Where nothing is missing, the last item, which is never required. */
const someOf = (missing: readonly string[], { items }: Aim): readonly string[] =>
  missing.length > 0 ? missing : items.slice(-1);

function correcting(twist: number, aim: Aim): Attempt {
  const by = pick<Role>(['executor', 'executor', 'staff', 'decision-maker'], twist >> 2);
  const clerk = pick<Role>(['staff', 'staff', 'decision-maker', 'executor'], twist >> 2);
  switch (twist % 4) {
    case 0:
      return { action: 'correction', step: 'documentation', by: clerk };
    case 1:
      return {
        action: 'correction',
        step: 'consultation',
        revision: 1 + (twist % Math.max(aim.revision, 1)),
        by: clerk,
      };
    default: {
      const item = pick([...aim.items, 'no-such-item'], twist >> 4);
      return { action: 'correction', step: 'execution', item, voided: twist % 4 === 2, by };
    }
  }
}
