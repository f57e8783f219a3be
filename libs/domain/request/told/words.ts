import { pinnedProcedure } from '../../procedures/registry';
import { Actor, PersonId, Wording } from '../../terms';
import { Consulted, Decided } from '../events';
import { RequestState } from '../state';

/** The words that sentences about a case are made of. */

/** Both languages from one pattern. */
export const both = (say: (language: keyof Wording) => string): Wording => ({ sv: say('sv'), en: say('en') });

const roles: Readonly<Record<Actor['role'], Wording>> = {
  staff: { sv: 'vårdpersonal', en: 'care staff' },
  'decision-maker': { sv: 'verksamhetschef', en: 'head of operations' },
  executor: { sv: 'VGR-IT', en: 'VGR-IT' },
  auditor: { sv: 'granskare', en: 'auditor' },
  operator: { sv: 'drift', en: 'operator' },
  system: { sv: 'programmet', en: 'the program' },
};

/** Null: the role tells. */
const deciders: Readonly<Record<Decided['capacity'], Wording | null>> = {
  head: null,
  designee: { sv: 'utsedd av verksamhetschefen', en: 'designated by the head of operations' },
  'on-call': { sv: 'bakjour', en: 'doctor on call' },
  'by-right': null,
};

const parties: Readonly<Record<Consulted['party'], Wording>> = {
  'head-of-operations': { sv: 'verksamhetschefen', en: 'the head of operations' },
  guardian: { sv: 'vårdnadshavaren', en: 'the guardian' },
  child: { sv: 'barnet', en: 'the child' },
  patient: { sv: 'patienten', en: 'the patient' },
  'social-services': { sv: 'socialtjänsten', en: 'social services' },
  staff: { sv: 'personalen', en: 'staff' },
};

/** Name and capacity: `Karin Vik (vårdpersonal)`. */
export const who = ({ name, role }: Actor): Wording => both((language) => `${name} (${roles[role][language]})`);

export function whoDecided({ by, capacity }: Pick<Decided, 'by' | 'capacity'>): Wording {
  const title = deciders[capacity];
  return title === null ? who(by) : both((language) => `${by.name} (${title[language]})`);
}

export const partyName = (party: Consulted['party']): Wording => parties[party];

/** `blockering av vårdnadshavares direktåtkomst för Test Barn`, as it stands within a sentence. */
export const measureOf = (state: RequestState): Wording =>
  both((language) => {
    const title = pinnedProcedure(state.procedure).title[language];
    const patient = nameOf(state, state.patient)[language];
    const guardians = listed(state.guardians.map((id) => nameOf(state, id)))[language];
    const about = { sv: 'för', en: 'for' }[language];
    const concerning = { sv: 'som gäller', en: 'concerning' }[language];
    const measure = `${title.charAt(0).toLowerCase()}${title.slice(1)} ${about} ${patient}`;
    return guardians === '' ? measure : `${measure}, ${concerning} ${guardians}`;
  });

/** Null once the data of the person are erased. */
export const nameOf = ({ persons }: Pick<RequestState, 'persons'>, id: PersonId): Wording => {
  const name = persons[id]?.name;
  return name === undefined
    ? { sv: 'en person vars uppgifter har raderats', en: 'a person whose data are erased' }
    : { sv: name, en: name };
};

/** `a, b och c` */
export const listed = (members: readonly Wording[]): Wording =>
  both((language) => {
    const texts = members.map((member) => member[language]);
    const last = texts.pop();
    if (last === undefined) return '';
    return texts.length === 0 ? last : `${texts.join(', ')} ${{ sv: 'och', en: 'and' }[language]} ${last}`;
  });

/** An item of the plan by its title and, where it is about one, its person: `Blockera vårdnadshavarens tillgång (Test Mor)`. */
export function itemName(state: RequestState, item: string): Wording {
  const planned = state.plan.find((one) => one.item === item);
  const person = item.split(':')[1];
  return both((language) => {
    const title = planned?.title[language] ?? item;
    return person === undefined ? `"${title}"` : `"${title}" (${nameOf(state, person as PersonId)[language]})`;
  });
}
