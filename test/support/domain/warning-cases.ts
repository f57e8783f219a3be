import {
  birthDateOf,
  measuresOf,
  policyOn,
  RegisterSnapshot,
  RequestState,
  vgrPolicies,
  Warned,
  WarningCode,
  WarningFacts,
  warningsOf,
} from '@sigill/domain';
import { begin, procedureOf } from './journey';
import { child, date, mother, registerOf } from './people';

export const today = date('2026-11-23');
const quiet = (request: RequestState, others: readonly RequestState[] = []): WarningFacts => ({
  today,
  birthDate: birthDateOf(child.personalNumber),
  policy: policyOn(vgrPolicies, today),
  register: request.register,
  inRegister: true,
  measures: measuresOf([...others, request]),
  others,
  guardiansNotInMeasure: [],
  siblingsLeft: [],
  callerKnown: true,
  headKnown: true,
  consultedHeadsKnown: true,
});
/** What is warned of in a case, of which everything else is as it should be. */
export const warnedOf = (
  request: RequestState,
  others: readonly RequestState[] = [],
  facts: Partial<WarningFacts> = {},
): readonly Warned[] => warningsOf(request, { ...quiet(request, others), ...facts });

export const warned = (
  request: RequestState,
  others: readonly RequestState[] = [],
  facts: Partial<WarningFacts> = {},
): readonly WarningCode[] => warnedOf(request, others, facts).map(({ code }) => code);

export const journeyOf = (name: string) => begin(procedureOf(name), 'ordinary');
export const stateOf = (name: string): RequestState => journeyOf(name).state;
export const withRegister = (request: RequestState, changes: Partial<RegisterSnapshot>): RequestState => ({
  ...request,
  register: registerOf(request.patient, changes),
});
export const protect = (id: typeof mother.id) => ({ id, protection: 'secrecy-marking', deceasedOn: null }) as const;
export const plain = (id: typeof mother.id) => ({ id, protection: 'none', deceasedOn: null }) as const;
export const died = (id: typeof mother.id) => ({ ...plain(id), deceasedOn: today });
export const dying = (id: typeof mother.id) => ({ ...plain(id), deceasedOn: date('2026-11-24') });
