import { Environment, faultsOf, production, settingsOf } from './reading';

const inera = {
  employeeHsaId: 'employeeHsaId',
  healthCareUnitHsaId: 'healthCareUnitHsaId',
  healthCareUnitName: 'healthCareUnitName',
  name: 'name',
  acr: 'acr',
  systemRole: 'systemRole',
};

describe('settings', () => {
  it('are those of development where the environment says nothing', () => {
    expect(settingsOf({})).toEqual({
      production: false,
      host: '127.0.0.1',
      port: 3000,
      publicUrl: 'http://localhost:3000',
      dataDir: './data',
      eventStore: { kind: 'sqlite' },
      roles: ['api', 'worker'],
      mail: {
        smtpUrl: null,
        from: 'sigill@vgr.example',
        executorAddress: 'executor@vgr.example',
        internalDomains: ['vgr.example'],
      },
      populationFile: null,
      directoryFile: null,
      identity: { issuer: null, audience: 'sigill', claims: inera },
      logLevel: 'info',
      clockStart: null,
      kekFile: null,
      checkpointDir: null,
      signingP12File: null,
      rateLimits: false,
      otlpEndpoint: null,
      ...{ policy: 'vgr', formAddress: 'VGR-IT, Exempelgatan 1, 000 00 Exempelstad' },
    });
  });

  it('are read as given', () => {
    const given = {
      ...{ HOST: '::1', PORT: '8080', DATA_DIR: '/var/lib/sigill', EVENT_STORE: 'sqlite', ROLES: 'worker, api' },
      ...{ SMTP_URL: 'smtp://localhost:2525', MAIL_FROM: 'a@b.example', EXECUTOR_ADDRESS: 'c@d.example' },
      ...{
        MAIL_INTERNAL_DOMAINS: 'VGR.example, regionen.example',
        POPULATION_FILE: 'p.json',
        DIRECTORY_FILE: 'd.json',
      },
      ...{ OIDC_ISSUER: 'http://127.0.0.1:9000/', OIDC_AUDIENCE: 'urn:sigill', OIDC_CLAIMS: '{"systemRole":"roles"}' },
      ...{ LOG_LEVEL: 'silent', CLOCK_START: '2026-11-22T09:00:00+01:00', KEK_FILE: 'kek', CHECKPOINT_DIR: 'c' },
      ...{ SIGNING_P12_FILE: 'p12', RATE_LIMITS: 'on', OTEL_EXPORTER_OTLP_ENDPOINT: 'http://localhost:4318' },
      ...{ POLICY: 'skane', FORM_ADDRESS: 'VGR-IT, Box 1, 405 44 Göteborg' },
    };
    expect(settingsOf(given)).toEqual({
      production: false,
      host: '::1',
      port: 8080,
      publicUrl: 'http://localhost:8080',
      dataDir: '/var/lib/sigill',
      eventStore: { kind: 'sqlite' },
      roles: ['api', 'worker'],
      mail: {
        smtpUrl: 'smtp://localhost:2525',
        from: 'a@b.example',
        executorAddress: 'c@d.example',
        internalDomains: ['vgr.example', 'regionen.example'],
      },
      populationFile: 'p.json',
      directoryFile: 'd.json',
      identity: {
        issuer: 'http://127.0.0.1:9000/',
        audience: 'urn:sigill',
        claims: { ...inera, systemRole: 'roles' },
      },
      logLevel: 'silent',
      clockStart: '2026-11-22T08:00:00.000Z',
      kekFile: 'kek',
      checkpointDir: 'c',
      signingP12File: 'p12',
      rateLimits: true,
      otlpEndpoint: 'http://localhost:4318',
      ...{ policy: 'skane', formAddress: 'VGR-IT, Box 1, 405 44 Göteborg' },
    });
  });

  it('may name a database of many processes, each of which may be of one kind alone', () => {
    const url = 'esdb://sigill:hidden@one:2113,two:2113,three:2113/vgr';
    const given = { ...production, EVENT_STORE: 'eventstoredb', EVENTSTORE_URL: url, ROLES: 'worker' };
    expect(settingsOf(given)).toMatchObject({ eventStore: { kind: 'eventstoredb', url }, roles: ['worker'] });
  });

  it('may take a secret from a file', () => {
    const { mail } = settingsOf({
      SMTP_URL_FILE: '/run/secrets/smtp',
      MAIL_FROM: 'a@b.example',
      EXECUTOR_ADDRESS: 'c@d.example',
    });
    expect(mail.smtpUrl).toBe('smtp://sigill:hidden@mail.vgr.example:587');
  });

  it('are complete in production', () => {
    const settings = settingsOf(production);
    expect(settings.production).toBe(true);
    expect(settings.publicUrl).toBe('https://sigill.vgr.example');
    expect(settings.identity.issuer).toBe('https://idp.vgr.example/');
    expect(settings.rateLimits).toBe(true);
    expect(settings.mail.internalDomains).toEqual([]);
  });

  it('in production may have the SMTP server in a file and the issuer on a loopback address', () => {
    const environment = {
      ...production,
      SMTP_URL: '',
      SMTP_URL_FILE: '/run/secrets/smtp',
      OIDC_ISSUER: 'http://localhost:9000',
    };
    expect(faultsOf(environment)).toEqual([]);
  });
});

describe('a fault in the settings', () => {
  const mail = { SMTP_URL: 'smtp://h', MAIL_FROM: 'a@b.example', EXECUTOR_ADDRESS: 'c@d.example' };
  const claims = 'a JSON object from claims of Inera to claims of the issuer, like {"employeeHsaId":"hsa_id"}';
  const store = 'required with EVENT_STORE=eventstoredb';
  const key = `KEK_FILE: ${store}, and the same for every process`;
  const address =
    'EVENTSTORE_URL: not an address like esdb://user:password@host:2113 (esdb+discover:// for a name of a cluster)';
  const loopbackAlone = 'a loopback address in development and test, where /dev takes no token';
  const cases: [Environment, ...string[]][] = [
    [{ PORT: '99999' }, 'PORT: 99999 is not a port number (1-65535)'],
    [{ PORT: '0' }, 'PORT: 0 is not a port number (1-65535)'],
    [{ PORT: '3000\nPORT' }, 'PORT: "3000\\nPORT" is not a port number (1-65535)'],
    [{ HOST: 'a b' }, 'HOST: "a b" is not a host name or an IP address'],
    [{ HOST: '0.0.0.0' }, `HOST: ${loopbackAlone}`],
    [{ HOST: '0.0.0.0', OIDC_ISSUER: 'https://idp.vgr.example' }, `HOST: ${loopbackAlone}`],
    [{ HOST: '::', NODE_ENV: 'test', OIDC_ISSUER: 'https://idp.vgr.example' }, `HOST: ${loopbackAlone}`],
    [{ NODE_ENV: 'Production' }, 'NODE_ENV: Production is not one of production, development, test'],
    [{ NODE_ENV: 'prod' }, 'NODE_ENV: prod is not one of production, development, test'],
    [{ NODE_ENV: 'production;' }, 'NODE_ENV: production; is not one of production, development, test'],
    [{ PUBLIC_URL: 'sigill' }, 'PUBLIC_URL: not an http or https URL without user, query and fragment'],
    [{ PUBLIC_URL: 'http://a:b@c' }, 'PUBLIC_URL: not an http or https URL without user, query and fragment'],
    [{ EVENT_STORE: 'file' }, 'EVENT_STORE: file is not one of sqlite, eventstoredb'],
    [{ EVENT_STORE: 'eventstoredb' }, `EVENTSTORE_URL: ${store}`, key],
    [{ EVENT_STORE: 'eventstoredb', EVENTSTORE_URL: 'esdb://a:b@h:2113' }, key],
    [{ EVENTSTORE_URL: 'http://h' }, address],
    [{ EVENTSTORE_URL: 'esdb://h:2113' }, 'EVENTSTORE_URL: it names no user: esdb://user:password@host:2113'],
    [
      { ...production, EVENT_STORE: 'eventstoredb', EVENTSTORE_URL: 'esdb://a:b@h:2113?tls=false' },
      'EVENTSTORE_URL: refused in production: the connection must be encrypted, and the server proved',
    ],
    [{ ROLES: 'api,cook' }, 'ROLES: api,cook is not a list of api and worker, separated by a comma'],
    [{ ROLES: 'api' }, 'ROLES: with EVENT_STORE=sqlite one process holds the log and is both (api,worker)'],
    [{ ...mail, SMTP_URL: 'mail.vgr.example' }, 'SMTP_URL: is no smtp:// or smtps:// URL with a host'],
    [{ SMTP_URL: 'smtp://h' }, 'MAIL_FROM: required with SMTP_URL', 'EXECUTOR_ADDRESS: required with SMTP_URL'],
    [{ ...mail, SMTP_URL_FILE: '/run/secrets/smtp' }, 'SMTP_URL: give either SMTP_URL or SMTP_URL_FILE'],
    [{ SMTP_URL_FILE: '/run/secrets/none' }, 'SMTP_URL_FILE: the file cannot be read'],
    [{ SMTP_URL_FILE: '/run/secrets/empty' }, 'SMTP_URL_FILE: the file is empty'],
    [{ MAIL_FROM: 'Sigill <a@b.example>' }, 'MAIL_FROM: "Sigill <a@b.example>" is not one plain e-mail address'],
    [{ EXECUTOR_ADDRESS: 'nobody' }, 'EXECUTOR_ADDRESS: nobody is not one plain e-mail address'],
    [
      { MAIL_INTERNAL_DOMAINS: 'vgr.example,' },
      'MAIL_INTERNAL_DOMAINS: vgr.example, is not a list of domains, separated by commas',
    ],
    [{ OIDC_ISSUER: 'idp' }, 'OIDC_ISSUER: not an http or https URL without user, query and fragment'],
    [{ OIDC_CLAIMS: '{}' }, 'OIDC_CLAIMS: names the claims of OIDC_ISSUER, which is not set'],
    [{ OIDC_ISSUER: 'http://i', OIDC_CLAIMS: '{"a":"b"}' }, `OIDC_CLAIMS: "{\\"a\\":\\"b\\"}" is not ${claims}`],
    [{ OIDC_ISSUER: 'http://i', OIDC_CLAIMS: '{"acr":5}' }, `OIDC_CLAIMS: "{\\"acr\\":5}" is not ${claims}`],
    [{ OIDC_ISSUER: 'http://i', OIDC_CLAIMS: 'roles' }, `OIDC_CLAIMS: roles is not ${claims}`],
    [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL: loud is not one of fatal, error, warn, info, debug, trace, silent'],
    [
      { CLOCK_START: '2026-02-30T08:00:00Z' },
      'CLOCK_START: 2026-02-30T08:00:00Z is not an instant of RFC 3339, like 2026-11-22T08:00:00Z',
    ],
    [{ RATE_LIMITS: 'yes' }, 'RATE_LIMITS: yes is not one of on, off'],
    [
      { OTEL_EXPORTER_OTLP_ENDPOINT: 'grpc://h' },
      'OTEL_EXPORTER_OTLP_ENDPOINT: not an http or https URL without user, query and fragment',
    ],
    [{ POLICY: 'other' }, 'POLICY: other is not a policy of this build (vgr, skane)'],
  ];
  it.each(cases)('is told in a readable line: %j', (environment, ...lines) => {
    expect(faultsOf(environment)).toEqual(lines);
  });

  it('never repeats a secret', () => {
    const faults = faultsOf({
      SMTP_URL: 'http://u:hidden@h',
      EVENTSTORE_URL: 'hidden',
      PUBLIC_URL: 'http://u:hidden@h',
    });
    expect(faults.filter((fault) => fault.includes('hidden'))).toEqual([]);
    expect(faults).toHaveLength(5);
  });

  it('does not hide the next one', () => {
    expect(faultsOf({ PORT: 'x', LOG_LEVEL: 'y', POLICY: 'z' })).toHaveLength(3);
  });
});
