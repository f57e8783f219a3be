import { Answers } from '../request/events';
import { Question } from './procedure';

/** A question answered by yes or no. */
export const yesNo = (
  id: string,
  sv: string,
  en: string,
  about: Pick<Question, 'required' | 'source'> & Partial<Pick<Question, 'grantNeeds' | 'noteRequiredFor'>>,
): Question => ({ id, question: { sv, en }, answer: 'yes-no', ...about });

export const answered = (answers: Answers, id: string, answer: boolean | string): boolean =>
  answers[id]?.answer === answer;

export const nothingBars = (): null => null;
