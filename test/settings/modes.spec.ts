import { Environment, faultsOf, openToOthers, production, settingsOf } from './reading';

describe('development and test', () => {
  it.each<Environment>([{}, { NODE_ENV: 'development' }, { NODE_ENV: 'test' }, { NODE_ENV: ' development ' }])(
    'are what %j says',
    (environment) => {
      expect(settingsOf(environment)).toMatchObject({ production: false, host: '127.0.0.1' });
    },
  );

  it.each(['localhost', '127.0.0.1', '127.8.9.10', '::1'])('listen on %s', (HOST) => {
    expect(settingsOf({ HOST, OIDC_ISSUER: 'https://idp.vgr.example' }).host).toBe(HOST);
  });
});

describe('production', () => {
  it('listens where it is told', () => {
    expect(settingsOf({ ...production, HOST: '0.0.0.0' }).host).toBe('0.0.0.0');
  });

  it('refuses the embedded sign-in, demo data, mails in files and a key of its own making', () => {
    expect(faultsOf({ NODE_ENV: 'production' })).toEqual([
      'SMTP_URL: required in production, where mails are not written to files',
      'POPULATION_FILE: required in production, where the demo data are refused',
      'DIRECTORY_FILE: required in production, where the demo data are refused',
      'OIDC_ISSUER: required in production, where the embedded sign-in is refused',
      'KEK_FILE: required in production, where no key is made',
      'FORM_ADDRESS: required in production: forms say where they are to be sent',
    ]);
  });

  it.each<[Environment, string]>([
    [{ CLOCK_START: '2026-11-22T08:00:00Z' }, 'CLOCK_START: refused in production: the clock is the machine’s'],
    [{ DEBUG: '*' }, 'DEBUG: refused in production: packages would write what they handle to the terminal'],
    [
      { NODE_DEBUG: 'http' },
      'NODE_DEBUG: refused in production: the runtime would write what it handles to the terminal',
    ],
    [
      { NODE_TLS_REJECT_UNAUTHORIZED: '0' },
      'NODE_TLS_REJECT_UNAUTHORIZED: refused in production: it turns certificate checks off',
    ],
    [{ OIDC_ISSUER: 'http://idp.vgr.example' }, 'OIDC_ISSUER: must be https in production, or on a loopback address'],
  ])('refuses %j', (environment, line) => {
    expect(faultsOf({ ...production, ...environment })).toEqual([line]);
    expect(faultsOf({ ...environment })).toEqual([]);
  });

  it('refuses a secret in a file that others may read, which development takes', () => {
    const rest = { ...production, SMTP_URL: '' };
    const line = 'SMTP_URL_FILE: the file can be read by others: let its owner alone read it (chmod 600)';
    expect(faultsOf({ ...rest, SMTP_URL_FILE: openToOthers })).toEqual([line]);
    expect(faultsOf({ ...rest, SMTP_URL_FILE: '/run/secrets/smtp' })).toEqual([]);
    expect(settingsOf({ ...rest, NODE_ENV: 'test', SMTP_URL_FILE: openToOthers }).mail.smtpUrl).toContain('hidden');
  });
});
