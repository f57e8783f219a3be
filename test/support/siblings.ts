import { Case } from './case';
import { SiblingsAnswer, View } from './contract';
import { blockAnswers, written } from './samples';

/** The siblings of a case, as its view and its commands name them. */

export const told = ({ siblings }: View) =>
  siblings.map(({ person, answer, note, request }) => [person.personalNumber, answer, note, request]);
export const idOf = ({ siblings }: View, number: string): string =>
  siblings.find(({ person }) => person.personalNumber === written(number))?.person.id ?? '';
export const inNeed = (...persons: readonly string[]) =>
  persons.map((person) => ({ person, answer: 'needs-block', note: 'Bor i samma hem.' }));
export const assessment = (siblings: unknown) => ({ answers: blockAnswers, recommendation: 'grant', siblings });
export const openFor = (story: Case, persons: readonly string[], headers = {}) =>
  story.send('clinician-partille', 'siblings', { persons }, headers);
export const answerOf = ({ body }: { readonly body: View }) => body as SiblingsAnswer;
