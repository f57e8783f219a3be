export * from './event-store';
export * from './logged-event';
