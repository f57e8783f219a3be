import { Action, RequestState, State } from '@sigill/domain';
import { Attempt, AttemptOf as Of } from './attempt';
import { Model } from './model';

/** The model after an accepted attempt. `missing`: required items without a receipt then. `numbers`: how many events it made. */
export function advance(model: Model, attempt: Attempt, missing: readonly string[], numbers: number): Model {
  const events = model.events + numbers;
  switch (attempt.action) {
    case 'assessment': {
      const sibling = model.rules.siblings ? 'in-need' : 'unsaid';
      const assessed = { ...model, events, assessor: attempt.by, barred: barredBy(attempt), sibling } as const;
      return model.rules.byRight
        ? { ...assessed, state: 'decided', outcome: 'granted' }
        : { ...assessed, state: 'assessed' };
    }
    case 'consultation': {
      const heard = [...model.heard, attempt.party];
      const all = model.rules.required.every((party) => heard.includes(party));
      const state = model.state === 'assessed' && all ? 'consulted' : model.state;
      return { ...model, events, heard, hearings: [...model.hearings, events], state };
    }
    case 'decision':
      return { ...model, events, state: 'decided', outcome: attempt.outcome };
    case 'submission':
      return { ...model, events, state: model.track === 'urgent' ? 'executed' : 'submitted' };
    case 'execution':
      return executedModel(model, attempt, missing, events);
    case 'return':
      return { ...model, events, state: 'decided' };
    case 'documentation':
      return { ...model, events, state: 'closed', documented: true };
    case 'withdrawal':
      return { ...model, events, state: 'closed', outcome: 'withdrawn' };
    case 'siblings':
      return { ...model, events, sibling: 'opened' };
    case 'review':
      return { ...model, events };
    case 'correction':
      return { ...corrected(model, attempt), events, incident: true };
  }
}

function barredBy({ answers }: Of<'assessment'>): Model['barred'] {
  if (answers === 'objecting') return 'child-objects';
  return answers === 'barring' ? 'assessment-blocks-grant' : null;
}

function executedModel(model: Model, { items }: Of<'execution'>, missing: readonly string[], events: number): Model {
  const given = { ...model, events, receipts: [...model.receipts, ...items], voided: without(model.voided, items) };
  if (missing.length > 0) return given;
  if (model.state === 'submitted') return { ...given, state: 'executed' };
  return model.state === 'called' ? { ...given, state: 'executed-provisionally' } : given;
}

function corrected(model: Model, attempt: Of<'correction'>): Model {
  if (attempt.step !== 'execution') return model;
  const { item } = attempt;
  return attempt.voided
    ? { ...model, receipts: without(model.receipts, [item]), voided: [...without(model.voided, [item]), item] }
    : { ...model, receipts: [...without(model.receipts, [item]), item], voided: without(model.voided, [item]) };
}

const without = (list: readonly string[], gone: readonly string[]): readonly string[] =>
  list.filter((one) => !gone.includes(one));

/** The step that leads on; null where the case is closed. */
export function nextOf({ track, state, outcome }: Model, missing: readonly string[]): Action | null {
  if (state === 'decided' && outcome === 'refused') return 'documentation';
  if (state === 'decided') return track === 'urgent' && missing.length > 0 ? 'execution' : 'submission';
  const next: Readonly<Record<Exclude<State, 'decided'>, Action | null>> = {
    registered: 'assessment',
    called: 'execution',
    'executed-provisionally': 'assessment',
    assessed: 'consultation',
    consulted: 'decision',
    submitted: 'execution',
    executed: 'documentation',
    closed: null,
  };
  return next[state];
}

const siblingOf = ({
  said: {
    siblings: [one],
  },
}: RequestState): Model['sibling'] => (one === undefined ? 'unsaid' : one.request === null ? 'in-need' : 'opened');

/** In what the request differs from its model, in words; null where they agree. */
export function comparison(model: Model, state: RequestState): string | null {
  const told = [
    [model.state, state.state],
    [model.outcome, state.outcome],
    [model.incident, state.incident],
    [model.events, state.revision],
    [[...model.receipts].sort(), Object.keys(state.receipts).sort()],
    [[...model.voided].sort(), [...state.voided].sort()],
    [model.heard, state.consultations.map(({ party }) => party)],
    [model.hearings, state.consultations.map(({ revision }) => revision)],
    [model.sibling, siblingOf(state)],
    [model.documented, state.documentation !== null],
  ] as const;
  const differing = told.find(([one, other]) => JSON.stringify(one) !== JSON.stringify(other));
  return differing === undefined
    ? null
    : `the model says ${JSON.stringify(differing[0])}, the request ${JSON.stringify(differing[1])}`;
}
