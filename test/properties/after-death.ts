import { Attempt } from './attempt';
import { Model, predict } from './model';

const goesOn: readonly Attempt['action'][] = [
  'assessment',
  'consultation',
  'decision',
  'submission',
  'execution',
  'siblings',
  'review',
];

/** Where the patient has died and the request can be withdrawn, documented or sent back, nothing else goes on with it. */
export const isOver = (model: Model, { action }: Attempt, missing: readonly string[]): boolean =>
  goesOn.includes(action) && waysOut.some((way) => predict(model, way, missing) === 'accepted');

const waysOut: readonly Attempt[] = [
  { action: 'withdrawal' },
  { action: 'documentation', late: false },
  { action: 'return' },
];
