import { Disclosure } from '@sigill/domain';
import { PersonView, RequestView } from '@sigill/projections';

/** The view with what the caller is not shown left out; absent is null. */
export function disclosed(view: RequestView, { where, part, masked }: Disclosure): RequestView {
  const shown = where === 'list' ? withoutWords(view) : view;
  const told =
    part === 'execution'
      ? { ...shown, assessment: null, consultations: [], decision: withoutGrounds(shown.decision) }
      : shown;
  return masked ? { ...told, patient: masks(told.patient), guardians: told.guardians.map(masks) } : told;
}

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
