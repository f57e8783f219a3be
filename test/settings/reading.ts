import { readSettings } from '../../libs/adapters/settings/read-settings';

export type Environment = Record<string, string>;

/** A file that anybody may read. */
export const openToOthers = '/tmp/secret';

const files: Record<string, string> = {
  '/run/secrets/smtp': 'smtp://sigill:hidden@mail.vgr.example:587\n',
  '/run/secrets/empty': '\n',
  [openToOthers]: 'smtp://sigill:hidden@mail.vgr.example:587',
};
const read = (path: string): string => {
  const text = files[path];
  if (text === undefined) throw new Error('ENOENT');
  return text;
};
const isOpenToOthers = (path: string): boolean => path === openToOthers;
const reading = (environment: Environment) => readSettings(environment, { read, isOpenToOthers });
export const faultsOf = (environment: Environment): readonly string[] => {
  const read = reading(environment);
  return read.ok ? [] : read.faults;
};
export const settingsOf = (environment: Environment) => {
  const read = reading(environment);
  if (!read.ok) throw new Error(read.faults.join('\n'));
  return read.settings;
};

export const production: Environment = {
  NODE_ENV: 'production',
  PUBLIC_URL: 'https://sigill.vgr.example/',
  SMTP_URL: 'smtps://mail.vgr.example',
  MAIL_FROM: 'sigill@vgr.example',
  EXECUTOR_ADDRESS: 'servicedesk@vgr.example',
  POPULATION_FILE: '/etc/sigill/population.json',
  DIRECTORY_FILE: '/etc/sigill/directory.json',
  OIDC_ISSUER: 'https://idp.vgr.example/',
  KEK_FILE: '/run/secrets/kek',
  FORM_ADDRESS: 'VGR-IT, Box 1, 405 44 Göteborg',
};
