export { Positions, ReadModelBehind } from './positions';
export * from './projector';
export * from './rows';
export * from './rows-fit';
export * from './waiting-for-room';
