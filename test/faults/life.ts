import { View } from '../support/contract';
import { blockAnswers, contact, grounds, opinion, partille, urgentCaller } from '../support/samples';

/** One command, before it has a key. */
export interface Order {
  readonly by: Persona;
  readonly path: string;
  readonly body: Readonly<Record<string, unknown>>;
  /** The revision that it is given on; null opens a request. */
  readonly ifMatch: number | null;
}

export const personas = ['clinician-partille', 'head-partille', 'executor'] as const;
export type Persona = (typeof personas)[number];

export interface Family {
  readonly child: string;
  readonly guardians: readonly string[];
}

type Steps<Result> = Generator<Order, Result, View>;

const clinician = 'clinician-partille';
const head = 'head-partille';
const endAnswers = { BE1: { answer: true }, BE2: { answer: true }, BE3: { answer: true } };

/** What happens to a family for ever: a block on one of the tracks, then its end. Each step is given the view that the one
 *  before it left, and takes every instant from there, so that a step says the same whenever it is taken. */
export function* life(family: Family, random: () => number): Steps<never> {
  for (;;) {
    const chance = random();
    if (chance < 0.5) yield* ordinaryBlock(family, random() < 0.3);
    else if (chance < 0.75) yield* urgentBlock(family);
    else {
      yield* overturnedBlock(family);
      continue;
    }
    yield* toTheEnd(yield opening({ procedure: 'block-end', patient: family.child }), endAnswers);
  }
}

function* ordinaryBlock({ child: patient, guardians }: Family, isReturned: boolean): Steps<void> {
  let view = yield* toDecision(yield opening({ procedure: 'block', patient, guardians }), blockAnswers);
  view = yield submission(view);
  if (isReturned) {
    const body = { reason: 'Underskrift saknas.', errors: ['missing-signature'] };
    view = yield submission(yield step(view, 'executor', 'return', body));
  }
  yield documentation(yield execution(view, view.decision?.at ?? ''));
}

function* urgentBlock(family: Family): Steps<void> {
  const view = yield* called(family);
  yield documentation(yield submission(yield* toDecision(view, blockAnswers)));
}

/** The decision opens the request that ends the measure. */
function* overturnedBlock(family: Family): Steps<void> {
  const assessed = yield* toConsultation(yield* called(family), blockAnswers);
  const view = yield step(assessed, head, 'decision', { outcome: 'refused', grounds });
  const ending = { ...view, id: view.endingRequest ?? '', revision: 1 };
  yield documentation(view);
  yield* toTheEnd(ending, endAnswers);
}

function* called({ child: patient, guardians }: Family): Steps<View> {
  const view = yield {
    by: 'executor',
    path: '/v1/urgent-requests',
    body: {
      procedure: 'block',
      patient,
      guardians: guardians.slice(0, 1),
      unit: partille,
      caller: urgentCaller,
      responsibleHead: 'Lena Sund',
    },
    ifMatch: null,
  };
  return yield execution(view, view.openedAt);
}

function* toTheEnd(opened: View, answers: Order['body']): Steps<void> {
  const view = yield submission(yield* toDecision(opened, answers));
  yield documentation(yield execution(view, view.decision?.at ?? ''));
}

function* toDecision(view: View, answers: Order['body']): Steps<View> {
  return yield step(yield* toConsultation(view, answers), head, 'decision', { outcome: 'granted', grounds });
}

function* toConsultation(view: View, answers: Order['body']): Steps<View> {
  const assessed = yield step(view, clinician, 'assessment', { answers, recommendation: 'grant' });
  const heldAt = assessed.assessment?.at;
  return yield step(assessed, clinician, 'consultation', {
    party: 'head-of-operations',
    with: 'Lena Sund',
    heldAt,
    opinion,
  });
}

const opening = (body: Order['body']): Order => ({
  by: clinician,
  path: '/v1/requests',
  body: { unit: partille, contact, ...body },
  ifMatch: null,
});

const submission = (view: View): Order =>
  step(view, clinician, 'submission', { signature: { method: 'decision-record' } });

const execution = (view: View, performedAt: string): Order => {
  const items = view.execution.plan.flatMap(({ item, required, receipt }) => (required && !receipt ? [item] : []));
  return step(view, 'executor', 'execution', { receipts: items.map((item) => ({ item, performedAt })) });
};

const documentation = (view: View): Order =>
  step(view, clinician, 'documentation', { recordSystem: 'AsynjaVisph', documentedAt: view.openedAt });

const step = ({ id, revision }: View, by: Persona, command: string, body: Order['body']): Order => ({
  by,
  path: `/v1/requests/${id}/${command}`,
  body,
  ifMatch: revision,
});
