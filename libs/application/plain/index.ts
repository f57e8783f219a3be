/** What the application asks of those who serve it, and the rules that it shares with them: nothing here needs Nest, which is
 *  more than half of what a start loads. */
export { drawnAgain } from '../drawn-again';
export { effectIdOf } from '../ids';
export * from '../ports';
export { regionOf } from '../region-of-log';
export { recordedBy, statesAfter } from '../states';
