import { ProblemCode } from '../http/problem-texts';
import { Manner, Operation } from './operation';
import { Route } from '../http/routes';

/** Of how a call is written, which any route can answer. */
const written: readonly ProblemCode[] = ['invalid-header', 'expectation-failed'];
const tokened: readonly ProblemCode[] = [
  'unauthenticated',
  'not-authorized',
  'too-many-requests',
  'service-unavailable',
  'internal-error',
];
const withBody: readonly ProblemCode[] = ['unsupported-media-type', 'payload-too-large', 'invalid-body'];
const opening: readonly ProblemCode[] = ['idempotency-key-reused', 'read-model-behind', 'store-unavailable'];

const ofManner: Readonly<Record<Manner, readonly ProblemCode[]>> = {
  opening,
  command: [...opening, 'not-found', 'precondition-required', 'revision-conflict', 'not-allowed-in-state'],
  question: ['read-model-behind'],
  plain: [],
};

/** Every code that the route can answer with: by how it is called, and its own. */
export function problemsOf(route: Route, operation: Operation): readonly ProblemCode[] {
  return [
    ...new Set<ProblemCode>([
      ...written,
      ...(route.roles === 'open' ? [] : tokened),
      ...(route.bodies.length > 0 ? withBody : []),
      ...(route.path.includes(':') ? (['not-found'] as const) : []),
      ...(route.path.startsWith('/v1/') ? (['invalid-query'] as const) : []),
      ...ofManner[operation.manner],
      ...(operation.problems ?? []),
    ]),
  ];
}
