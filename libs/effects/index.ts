export * from './asked-effects';
export * from './due/due-runner';
export * from './effect-runner';
export * from './ports';
export * from './mail/recipients';
export * from './mail/mail-handler';
export * from './mail/mail-text';
export * from './mail/mailer';
export { Heartbeats, type BeatPorts } from './heartbeats';
