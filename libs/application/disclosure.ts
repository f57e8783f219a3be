import { Disclosure } from '@sigill/domain';
import { PersonView, RequestView } from '@sigill/projections';

/** The view with what the caller is not shown left out; absent is null. */
export function disclosed(view: RequestView, { where, part, masked }: Disclosure): RequestView {
  const shown = where === 'list' ? withoutWords(view) : view;
  const told = part === 'execution' ? forExecution(shown) : shown;
  return masked ? maskedIn(told) : told;
}

/** What an executor needs: the reason of its own corrections, and of nobody else's; of persons those whom the case names. */
function forExecution(view: RequestView): RequestView {
  const named = [view.patient, ...view.guardians].map(({ id }) => id);
  return {
    ...view,
    assessment: null,
    consultations: [],
    siblings: [],
    decision: withoutGrounds(view.decision),
    withdrawal: withoutReason(view.withdrawal),
    corrections: view.corrections.map((one) => (one.step === 'execution' ? one : { ...one, reason: null })),
    warnings: withPersons(view, (persons) => persons.filter(({ id }) => named.includes(id))),
  };
}

const maskedIn = (view: RequestView): RequestView => ({
  ...view,
  patient: masks(view.patient),
  guardians: view.guardians.map(masks),
  warnings: withPersons(view, (persons) => persons.map(masks)),
});

const withPersons = (
  { warnings }: RequestView,
  change: (persons: readonly PersonView[]) => readonly PersonView[],
): RequestView['warnings'] =>
  warnings.map(({ persons, ...warning }) =>
    persons === undefined ? warning : { ...warning, persons: change(persons) },
  );

const withoutWords = (view: RequestView): RequestView => ({
  ...view,
  assessment: view.assessment === null ? null : { ...view.assessment, answers: {} },
  siblings: [],
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
