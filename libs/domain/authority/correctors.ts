import { Correction } from '../request/commands';
import { hasExecution, RequestState } from '../request/state';
import { Actor, assertNever, Role } from '../terms';

type Did = Actor['role'];

/** Only the role that did a step corrects it; of a step that nobody has done, those that could have. */
export function correctorsOf(step: Correction, state: RequestState): readonly Did[] {
  const did = roleThatDid(step, state);
  return did === null ? everDid[step.step] : [did];
}

/** Whoever can correct anything; of a request with nothing to correct, whoever ever could. */
export function correctorsOfAny(state: RequestState): readonly Did[] {
  const { consultations, documentation } = state;
  const did: readonly Did[] = [
    ...(hasExecution(state) ? everDid.execution : []),
    ...consultations.map(({ by }) => by.role),
    ...(documentation === null ? [] : [documentation.by.role]),
  ];
  return did.length === 0 ? Object.values(everDid).flat() : did;
}

/** Which role did the step, or null where it has not been done. */
export function roleThatDid(step: Correction, state: RequestState): Did | null {
  switch (step.step) {
    case 'execution':
      return hasExecution(state) ? 'executor' : null;
    case 'documentation':
      return state.documentation?.by.role ?? null;
    case 'consultation':
      return state.consultations.find(({ revision }) => revision === step.revision)?.by.role ?? null;
    default:
      return assertNever(step);
  }
}

const everDid: Readonly<Record<Correction['step'], readonly Role[]>> = {
  execution: ['executor'],
  documentation: ['staff', 'decision-maker'],
  consultation: ['staff', 'decision-maker'],
};
