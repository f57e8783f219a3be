import { AgeWindow, lastExtensionDay, policyOn } from '../../policy/policy';
import { LegalDate, Wording } from '../../terms';
import { FieldFault, Refusal } from '../refusal';
import { ConditionCode, ConditionFacts, DateField, isOfAge, Proposal } from './conditions';

type Explanation = Pick<Refusal['details'], 'faults' | 'limit'>;

/** Where a condition of dates, ages or guardians does not hold, and what holds instead. */
export function explained(code: ConditionCode, proposal: Proposal, facts: ConditionFacts): Explanation {
  switch (code) {
    case 'age-outside-window':
      return isOfAge(proposal, facts)
        ? { ...at(['/validUntil'], code), limit: lastDay(proposal, facts) }
        : ages(proposal, facts);
    case 'date-not-allowed':
      return dates(proposal, facts);
    case 'not-a-guardian':
      return at(strangers(proposal, facts), code);
    default:
      return {};
  }
}

const at = (pointers: readonly string[], code: FieldFault['code']): Pick<Explanation, 'faults'> => ({
  faults: pointers.map((pointer) => ({ pointer, code })),
});

function ages({ validFrom }: Proposal, { procedure, policies }: ConditionFacts): Explanation {
  const policy = policyOn(policies, validFrom);
  const { window, orWith } = procedure.ages;
  const plain = window === null ? [] : [inWords(window(policy))];
  const more = orWith === undefined ? [] : [withMeasure(inWords(orWith.window(policy)))];
  const all = [...plain, ...more];
  return {
    ...at(['/patient'], 'age-outside-window'),
    limit: {
      sv: `På startdagen ska patienten vara ${all.map(({ sv }) => sv).join(', eller ')}.`,
      en: `On the first day the patient must be ${all.map(({ en }) => en).join(', or ')}.`,
    },
  };
}

function inWords({ from, below }: AgeWindow): Wording {
  if (below === null) return { sv: `${String(from)} år eller äldre`, en: `${String(from)} or over` };
  if (from === 0) return { sv: `yngre än ${String(below)} år`, en: `under ${String(below)}` };
  const last = String(below - 1);
  return { sv: `${String(from)} till och med ${last} år`, en: `${String(from)} to ${last} years old` };
}

const withMeasure = ({ sv, en }: Wording): Wording => ({
  sv: `${sv} med en egen gällande tilldelning (extension.minor)`,
  en: `${en} with an own extension in force (extension.minor)`,
});

/** Days that have passed; else the last day before the first. */
function dates({ namedDates, validFrom }: Proposal, facts: ConditionFacts): Explanation {
  const { today } = facts;
  const passed = (Object.entries(namedDates) as [DateField, LegalDate][])
    .filter(([, date]) => date < today)
    .map(([field]) => `/${field}`);
  const first = validFrom > today && passed.length === 0 ? validFrom : today;
  const turned = [
    namedDates.validUntil === undefined && namedDates.validFrom !== undefined ? '/validFrom' : '/validUntil',
  ];
  const from = { sv: `Första tillåtna dag är ${first}`, en: `The first day allowed is ${first}` };
  const end = facts.procedure.endsByTime ? lastExtensionDay(facts.birthDate, facts.policies, first) : null;
  return {
    ...at(passed.length > 0 ? passed : turned, 'date-not-allowed'),
    limit: {
      sv: end === null ? `${from.sv}.` : `${from.sv}, den sista ${end}.`,
      en: end === null ? `${from.en}.` : `${from.en}, the last ${end}.`,
    },
  };
}

function lastDay({ validFrom }: Proposal, { birthDate, policies }: ConditionFacts): Wording {
  const last = lastExtensionDay(birthDate, policies, validFrom);
  return { sv: `Sista tillåtna dag är ${last}.`, en: `The last day allowed is ${last}.` };
}

const strangers = ({ guardians }: Proposal, { register }: ConditionFacts): readonly string[] =>
  guardians.flatMap((one, index) =>
    register.guardians.some(({ id }) => id === one) ? [] : [`/guardians/${String(index)}`],
  );
