import { AccessPolicies, ageRules, policyOn, withinAges } from '../../policy/policy';
import { ageOn, legalDateOf } from '../../words/dates';
import { birthDateOf, formatPersonalNumber } from '../../words/personal-number';
import { FormFacts } from '../../procedures/procedure';
import { pinnedProcedure } from '../../procedures/registry';
import { Instant, PersonId } from '../../terms';
import { Signature } from '../events';
import { FormContent, FormPerson } from './form';
import { BrokenHistory } from '../refusal';
import { Decision, RequestState } from '../state';

const capacities: Readonly<Record<Decision['capacity'], string>> = {
  head: 'verksamhetschef',
  designee: 'utsedd av verksamhetschef',
  'by-right': 'den som har kontrollerat patientens identitet',
};

/** The granted request as the form prints it; `signed` null gives the draft. No ground, answer or opinion has a place on it. */
export function formContentOf(
  state: RequestState,
  signed: { readonly signature: Signature; readonly at: Instant } | null,
  office: { readonly region: string; readonly policies: AccessPolicies },
): FormContent {
  const { decision } = state;
  if (decision === null) throw new BrokenHistory(`request ${state.id} has a form before its decision`);
  const procedure = pinnedProcedure(state.procedure);
  return {
    layout: 1,
    formName: procedure.formName,
    caseNumber: state.caseNumber,
    draft: signed === null,
    region: office.region,
    unit: state.unit,
    urgent: state.track === 'urgent',
    patient: { ...personOf(state, state.patient), title: titleOf(state, office.policies) },
    guardians: state.guardians.map((id) => personOf(state, id)),
    ...procedure.form(formFactsOf(state, decision)),
    ending: procedure.concerns !== null && !procedure.perGuardian,
    validFrom: state.validFrom,
    validUntil: state.validUntil,
    reviewBy: state.reviewBy,
    requester: requesterOf(state),
    responsibleHead: state.responsibleHead ?? (decision.capacity === 'head' ? decision.by.name : null),
    decision: printed(decision),
    orders: state.plan.map(({ item, title, required }) => ({ text: title.sv + about(state, item), required })),
    signature: signed === null ? null : signatureOf(signed.signature, decision),
    registryReference: state.registryReference,
    createdAt: signed?.at ?? decision.at,
  };
}

const formFactsOf = (state: RequestState, decision: Decision): FormFacts => ({
  guardians: state.guardians.map((id) => ({ id, name: nameOf(state, id) })),
  outcomes: decision.guardians ?? [],
  answers: state.assessment?.answers ?? {},
  unit: state.unit.name,
  validUntil: state.validUntil,
});

const printed = ({ at, by, capacity }: Decision): FormContent['decision'] => ({
  outcome: 'Beviljas',
  on: legalDateOf(at),
  by: by.name,
  capacity: capacities[capacity],
  ...(by.onBehalfOf === undefined ? {} : { onBehalfOf: by.onBehalfOf }),
});

/** A child, unless it asks in its own right. */
function titleOf(state: RequestState, policies: AccessPolicies): 'Barn' | 'Patient' {
  if (state.decision?.capacity === 'by-right') return 'Patient';
  const number = state.persons[state.patient]?.personalNumber;
  const minor = ageRules.minor(policyOn(policies, state.validFrom));
  return number !== undefined && withinAges(minor, ageOn(birthDateOf(number), state.validFrom)) ? 'Barn' : 'Patient';
}

/** A decision in the system is itself the signature; a paper form was signed by hand. */
const signatureOf = (signature: Signature, decision: Decision): FormContent['signature'] =>
  signature.method === 'paper'
    ? { method: 'paper', by: signature.signedBy, at: signature.signedAt }
    : { method: 'decision-record', by: decision.by.name, at: decision.at };

/** An urgent case is asked for by the caller, every other by whoever opened it. */
function requesterOf(state: RequestState): FormContent['requester'] {
  const { caller, contact, opened } = state;
  if (caller !== null) return caller;
  return { name: opened.by.name, vgrId: null, email: contact?.email ?? '', phone: contact?.phone ?? '' };
}

function personOf(state: RequestState, id: PersonId): FormPerson {
  const identity = state.persons[id];
  if (identity === undefined) throw new BrokenHistory(`request ${state.id} names a person it never introduced`);
  return { name: identity.name, personalNumber: formatPersonalNumber(identity.personalNumber) };
}

const nameOf = (state: RequestState, id: PersonId): string => personOf(state, id).name;

/** `guardian-blocked:<person id>` is about that person. */
function about(state: RequestState, item: string): string {
  const person = item.split(':')[1];
  return person === undefined ? '' : `: ${nameOf(state, person as PersonId)}`;
}
