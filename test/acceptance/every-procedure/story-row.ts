import { RunningProgram } from '../../support/program';
import { Readers } from './seen';
import { About, Answers } from './walk';

/** One case from its opening to its end, and what is to be seen on the way. */
export interface Row extends Omit<About, 'patient' | 'guardians'> {
  readonly name: string;
  readonly track: 'ordinary' | 'urgent';
  readonly patient: string;
  readonly guardians?: readonly string[];
  /** What is in force before. */
  readonly given?: (program: RunningProgram) => Promise<unknown>;
  readonly formName: string;
  /** What the procedure itself puts on the form. */
  readonly formSays: readonly string[];
  readonly plan: readonly string[];
  readonly before: Readers;
  readonly after: Readers;
  /** True where an answer of the assessment changes what is done: then a preview before it foretells less. */
  readonly answersMatter?: true;
  /** Urgent: an answer requires an item that is receipted after the assessment. */
  readonly lateItem?: true;
}

export const young = { self: 'none age, all own-login', guardian: 'all automatic-guardian, all automatic-guardian' };
export const teenager = { self: 'none age, all own-login', guardian: 'none age, none age' };
export const alone = { self: 'all own-access, all own-login', guardian: 'none age, none age' };
export const grown = { self: 'all own-access, all own-login', guardian: 'none not-guardian, none not-guardian' };
export const shut = 'none sealed, none login-locked';

export const both = (who: { readonly self: string; readonly guardian: string }): Readers => ({
  self: who.self,
  first: who.guardian,
  second: who.guardian,
});

export const everybody = (what: string): Readers => ({ self: what, first: what, second: what });

export const lockToo: Answers = { SS4: { answer: true } };
export const noLock: Answers = { SS4: { answer: false } };
export const unable: Answers = { EG6: { answer: 'CANNOT_EXPRESS' }, EG7: { answer: true } };
