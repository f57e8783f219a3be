export { Positions, ReadModelBehind } from './positions';
export * from './projector';
export * from './rows';
