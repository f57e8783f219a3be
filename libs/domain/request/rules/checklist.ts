import { GrantBar, Procedure, Question } from '../../procedures/procedure';
import { Wording } from '../../terms';
import { isText, isWithin, isWords } from '../../words/text';
import { Answer, Answers } from '../events';
import { FieldFault, Refusal } from '../refusal';

const limitCharacters = 4000;

/** The answers, judged against the pinned checklist.
 *  @throws Refusal `invalid-body` at the answer, `incomplete-assessment` where a required answer or note is missing */
export function parseAnswers(procedure: Procedure, given: Readonly<Record<string, unknown>>): Answers {
  const faults = Object.entries(given).flatMap(([id, answer]) => faultsOf(procedure, id, answer));
  if (faults.length > 0) throw new Refusal('invalid-body', { faults });
  const answers = given as Answers;
  const missing = procedure.checklist.flatMap((question) => missingIn(question, answers[question.id]));
  if (missing.length > 0) throw new Refusal('incomplete-assessment', { faults: missing, limit: unanswered(missing) });
  return answers;
}

/** Why these answers do not allow a grant, or null. */
export function barToGrant(procedure: Procedure, answers: Answers): GrantBar | null {
  const needed = procedure.checklist.filter(({ grantNeeds }) => grantNeeds !== undefined);
  const own = procedure.grantBarredBy(answers);
  if (own !== null) return own;
  if (procedure.checklist.some((question) => isRefusedBy(question, answers))) return 'assessment-blocks-grant';
  return needed.every(({ id, grantNeeds }) => answers[id]?.answer === grantNeeds) ? null : 'assessment-blocks-grant';
}

function isRefusedBy({ id, grantRefusedBy = [] }: Question, answers: Answers): boolean {
  const given = answers[id]?.answer;
  return given !== undefined && grantRefusedBy.includes(given);
}

function faultsOf(procedure: Procedure, id: string, given: unknown): readonly FieldFault[] {
  const at = `/answers/${id.replaceAll('~', '~0').replaceAll('/', '~1')}`;
  const question = procedure.checklist.find((one) => one.id === id);
  if (question === undefined) return [{ pointer: at, code: 'unknown-field' }];
  if (typeof given !== 'object' || given === null || Array.isArray(given)) return [{ pointer: at, code: 'wrong-type' }];
  const fields: Readonly<Record<string, unknown>> = { ...given };
  return Object.entries(fields)
    .flatMap(([name, value]) => fieldFaults(question, `${at}/${name}`, name, value))
    .concat('answer' in fields ? [] : [{ pointer: `${at}/answer`, code: 'missing' }]);
}

function fieldFaults(question: Question, pointer: string, name: string, value: unknown): readonly FieldFault[] {
  switch (name) {
    case 'answer':
      return answerFaults(question, pointer, value);
    case 'note':
      return textFaults(pointer, value);
    default:
      return [{ pointer, code: 'unknown-field' }];
  }
}

function answerFaults(question: Question, pointer: string, value: unknown): readonly FieldFault[] {
  const wrong = [{ pointer, code: 'wrong-type' }] as const;
  switch (question.answer) {
    case 'yes-no':
      return typeof value === 'boolean' ? [] : wrong;
    case 'text':
      return textFaults(pointer, value);
    case 'choice':
      if (typeof value !== 'string') return wrong;
      return question.options?.some((option) => option.value === value) === true
        ? []
        : [{ pointer, code: 'not-an-option' }];
  }
}

/** A required answer, or the note that an answer needs. */
function missingIn({ id, required, noteRequiredFor }: Question, answer: Answer | undefined): readonly FieldFault[] {
  const at = (field: 'answer' | 'note'): readonly FieldFault[] => [
    { pointer: `/answers/${id}/${field}`, code: 'missing' },
  ];
  const isLeft = answer === undefined || (typeof answer.answer === 'string' && isBlank(answer.answer));
  if (isLeft) return required ? at('answer') : [];
  const noteNeeded = noteRequiredFor?.includes(answer.answer) === true;
  return noteNeeded && isBlank(answer.note ?? '') ? at('note') : [];
}

function unanswered(missing: readonly FieldFault[]): Wording {
  const questions = missing.map(({ pointer }) => pointer.split('/')[2]).join(', ');
  return {
    sv: `Frågor som saknar svar eller anteckning: ${questions}.`,
    en: `Questions without answer or note: ${questions}.`,
  };
}

/** A text that is blank is one that was left out. */
function textFaults(pointer: string, value: unknown): readonly FieldFault[] {
  if (typeof value !== 'string') return [{ pointer, code: 'wrong-type' }];
  if (!isWithin(value, limitCharacters)) return [{ pointer, code: 'too-long' }];
  const left = isBlank(value) && isText(value, limitCharacters);
  return left || isWords(value, limitCharacters) ? [] : [{ pointer, code: 'no-text' }];
}

const isBlank = (text: string): boolean => text.trim() === '';
