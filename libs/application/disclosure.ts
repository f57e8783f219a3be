import { Disclosure } from '@sigill/domain';
import { PersonView, RequestView } from '@sigill/projections';

/** The view with what the caller is not shown left out; absent is null. */
export function disclosed(view: RequestView, { where, part, masked }: Disclosure): RequestView {
  const shown = where === 'list' ? withoutWords(view) : view;
  const told = part === 'execution' ? forExecution(shown) : shown;
  return masked ? { ...told, patient: masks(told.patient), guardians: told.guardians.map(masks) } : told;
}

/** What an executor needs: the reason of its own corrections, and of nobody else's. */
const forExecution = (view: RequestView): RequestView => ({
  ...view,
  assessment: null,
  consultations: [],
  decision: withoutGrounds(view.decision),
  withdrawal: withoutReason(view.withdrawal),
  corrections: view.corrections.map((one) => (one.step === 'execution' ? one : { ...one, reason: null })),
});

const withoutWords = (view: RequestView): RequestView => ({
  ...view,
  assessment: view.assessment === null ? null : { ...view.assessment, answers: {} },
  consultations: view.consultations.map((held) => ({ ...held, opinion: null })),
  decision: withoutGrounds(view.decision),
  withdrawal: withoutReason(view.withdrawal),
  returns: view.returns.map((one) => ({ ...one, reason: null, errors: [] })),
  corrections: view.corrections.map((one) => ({ ...one, reason: null })),
  execution: { ...view.execution, notes: view.execution.notes.map((one) => ({ ...one, note: null })) },
});

const withoutReason = (withdrawal: RequestView['withdrawal']): RequestView['withdrawal'] =>
  withdrawal === null ? null : { ...withdrawal, reason: null };

const withoutGrounds = (decision: RequestView['decision']): RequestView['decision'] =>
  decision === null ? null : { ...decision, grounds: null, treatingReason: null };

const masks = (person: PersonView): PersonView => ({
  ...person,
  personalNumber: person.personalNumber === null ? null : `${person.personalNumber.slice(0, 9)}****`,
});
