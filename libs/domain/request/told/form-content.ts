import { AccessPolicies, ageRules, policyOn, withinAges } from '../../policy/policy';
import { ageOn, legalDateOf } from '../../words/dates';
import { birthDateOf, formatPersonalNumber } from '../../words/personal-number';
import { subjectsOf } from '../../procedures/items/plan-items';
import { FormFacts } from '../../procedures/procedure';
import { pinnedProcedure } from '../../procedures/registry';
import { Instant, PersonId } from '../../terms';
import { FormStaff, Signature } from '../events';
import { guardiansIn, isProtected, protectsFamily } from '../../register/snapshot';
import { FormContent, formLayout, FormOrder, FormPerson } from './form';
import { BrokenHistory } from '../refusal';
import { Decision, RequestState } from '../state';
import { listed } from './words';

/** What is printed and is not of the case itself. */
export interface FormOffice {
  readonly region: string;
  readonly address: string;
  readonly staff: FormStaff;
  readonly policies: AccessPolicies;
}

/** The granted request as the form prints it; `signed` null gives the draft. No ground, answer or opinion has a place on it. */
export function formContentOf(
  state: RequestState,
  signed: { readonly signature: Signature; readonly at: Instant } | null,
  office: FormOffice,
): FormContent {
  const { decision } = state;
  if (decision === null) throw new BrokenHistory(`request ${state.id} has a form before its decision`);
  const procedure = pinnedProcedure(state.procedure);
  const { patient, guardians } = state.register;
  return {
    layout: formLayout,
    formName: procedure.formName,
    caseNumber: state.caseNumber,
    draft: signed === null,
    region: office.region,
    unit: state.unit,
    urgent: state.track === 'urgent',
    isProtected: protectsFamily({ patient, guardians }),
    patient: { ...personOf(state, state.patient), title: titleOf(state, office.policies) },
    guardians: guardiansOn(state).map((id) => personOf(state, id)),
    ...procedure.form(formFactsOf(state, decision)),
    ending: procedure.concerns !== null && !procedure.perGuardian,
    validFrom: state.validFrom,
    validUntil: state.validUntil,
    reviewBy: state.reviewBy,
    requester: requesterOf(state, office.staff),
    responsibleHead: marked(office.staff.head, office.staff.unverified.includes('head')),
    decision: printed(decision, office.staff),
    orders: ordersOf(state),
    signature: signed === null ? null : signatureOf(signed.signature, decision),
    patientSigns: decision.capacity === 'by-right',
    address: office.address,
    registryReference: state.registryReference,
    createdAt: signed?.at ?? decision.at,
  };
}

/** Everyone whose name stands on the form. */
export const personsOnForm = (state: RequestState): readonly PersonId[] => [
  ...new Set([
    state.patient,
    ...guardiansOn(state),
    ...state.plan.flatMap((item) => subjectsOf(item, state.guardians)),
  ]),
];

const capacities: Readonly<Record<Decision['capacity'], string>> = {
  head: 'verksamhetschef',
  designee: 'utsedd av verksamhetschefen',
  'on-call': 'bakjour',
  'by-right': 'den som har kontrollerat patientens identitet',
};

const formFactsOf = (state: RequestState, decision: Decision): FormFacts => ({
  guardians: state.guardians.map((id) => ({ id, name: nameOf(state, id) })),
  outcomes: decision.guardians ?? [],
  answers: state.assessment?.answers ?? {},
  unit: state.unit.name,
  validUntil: state.validUntil,
});

const guardiansOn = ({ procedure, guardians, register }: RequestState): readonly PersonId[] =>
  pinnedProcedure(procedure).formNamesGuardians === true ? guardiansIn(register) : guardians;

const printed = ({ at, by, capacity }: Decision, { onBehalfOf }: FormStaff): FormContent['decision'] => ({
  outcome: 'Beviljas',
  on: legalDateOf(at),
  by: by.name,
  capacity: capacities[capacity],
  ...(by.onBehalfOf === undefined ? {} : { onBehalfOf: onBehalfOf ?? by.onBehalfOf }),
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

/** An urgent case is asked for by the caller, one that the program opened by the unit, every other by whoever opened it. */
function requesterOf(state: RequestState, staff: FormStaff): FormContent['requester'] {
  const { caller, contact, opened, unit } = state;
  if (caller !== null) {
    const { name, vgrId, email, phone } = caller;
    return { name: marked(name, staff.unverified.includes('caller')), vgrId, email, phone };
  }
  const name = opened.by.role === 'system' ? unit.name : opened.by.name;
  return { name, vgrId: staff.ordererVgrId, email: contact?.email ?? '', phone: contact?.phone ?? '' };
}

const marked = <Name extends string | null>(name: Name, isUnverified: boolean): Name | string =>
  isUnverified && name !== null ? `${name} (ej verifierad: finns inte i katalogen)` : name;

function personOf(state: RequestState, id: PersonId): FormPerson {
  const identity = state.persons[id];
  if (identity === undefined) throw new BrokenHistory(`request ${state.id} names a person it never introduced`);
  const { patient, guardians } = state.register;
  return {
    name: identity.name,
    personalNumber: formatPersonalNumber(identity.personalNumber),
    isProtected: [patient, ...guardians].some((one) => one.id === id && isProtected(one)),
  };
}

const nameOf = (state: RequestState, id: PersonId): string => personOf(state, id).name;

/** `guardian-blocked:<person id>` is about that person. */
const ordersOf = (state: RequestState): readonly FormOrder[] =>
  state.plan.map((item) => {
    const names = subjectsOf(item, state.guardians).map((id) => nameOf(state, id));
    const about = listed(names.map((name) => ({ sv: name, en: name }))).sv;
    return { text: about === '' ? item.title.sv : `${item.title.sv}: ${about}`, required: item.required };
  });
