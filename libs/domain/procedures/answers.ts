import { Answers } from '../request/events';
import { Question } from './procedure';

/** A question answered by yes or no. */
export const yesNo = (
  id: string,
  sv: string,
  en: string,
  about: Pick<Question, 'required' | 'source'> & Partial<Pick<Question, 'grantNeeds' | 'noteRequiredFor'>>,
): Question => ({ id, question: { sv, en }, answer: 'yes-no', ...about });

/** A question that a case may give no occasion for; a plain no stands in the way of a grant. */
export const yesNoOrNeither = (id: string, sv: string, en: string, about: Pick<Question, 'source'>): Question => ({
  id,
  question: { sv, en },
  answer: 'choice',
  options: [
    { value: 'yes', title: { sv: 'Ja', en: 'Yes' } },
    { value: 'not-applicable', title: { sv: 'Inte aktuellt', en: 'Not applicable' } },
    { value: 'no', title: { sv: 'Nej', en: 'No' } },
  ],
  required: true,
  grantRefusedBy: ['no'],
  ...about,
});

export const answered = (answers: Answers, id: string, answer: boolean | string): boolean =>
  answers[id]?.answer === answer;

export const nothingBars = (): null => null;
