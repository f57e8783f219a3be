import { FieldFault, OpenRequest, RequestState } from '@sigill/domain';
import { Outcome, whenOpened } from '../../../support/domain/asking';
import { openingOf, procedureOf } from '../../../support/domain/journey';
import { clinician } from '../../../support/domain/people';

/** What the tests of openings say in the same words. */

export const fault = (pointer: string, code: FieldFault['code']): FieldFault => ({ pointer, code });
export const dataOf = (outcome: Outcome) => {
  const event = outcome.event();
  if (event.type !== 'RequestOpened') throw new Error('nothing was opened');
  return event.data;
};
export const openWith = (name: string, changes: Partial<OpenRequest>, others: readonly RequestState[] = []) => {
  const procedure = procedureOf(name);
  const command = openingOf(procedure, 'ordinary', changes);
  return whenOpened(command, { actor: clinician, procedure, others });
};
