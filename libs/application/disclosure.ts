import { Disclosure } from '@sigill/domain';
import { PersonView, RequestView } from '@sigill/projections';

/** The view with what the caller is not shown left out; absent is null. */
export function disclosed(view: RequestView, { where, part, masked }: Disclosure): RequestView {
  const shown = where === 'list' ? withoutWords(view) : view;
  const told = part === 'execution' ? ofExecution(shown) : shown;
  return masked ? maskedIn(told) : told;
}

/** Of persons it tells of those alone whom the case names. */
function ofExecution(view: RequestView): RequestView {
  const named = [view.patient, ...view.guardians].map(({ id }) => id);
  const warnings = withPersons(view, (persons) => persons.filter(({ id }) => named.includes(id)));
  return { ...view, assessment: null, consultations: [], decision: withoutGrounds(view.decision), warnings };
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
  consultations: view.consultations.map((held) => ({ ...held, opinion: null })),
  decision: withoutGrounds(view.decision),
});

const withoutGrounds = (decision: RequestView['decision']): RequestView['decision'] =>
  decision === null ? null : { ...decision, grounds: null, treatingReason: null };

const masks = (person: PersonView): PersonView => ({
  ...person,
  personalNumber: person.personalNumber === null ? null : `${person.personalNumber.slice(0, 9)}****`,
});
