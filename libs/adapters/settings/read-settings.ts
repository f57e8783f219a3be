import { MailAddress, parseInstant, parseMailAddress, parseRegionName, regionNames } from '@sigill/domain';
import { BadStoreUrl, parseStoreUrl } from '@sigill/event-log';
import { parseSmtpUrl } from '../mail/smtp-server-url';
import { parseClaimNames } from './claim-names';
import {
  isLoopback,
  parseDomains,
  parseFormAddress,
  parseHost,
  parseOneOf,
  parsePort,
  parseSomeOf,
  parseWebUrl,
} from './parsers';
import { judgeProduction } from './production-rules';
import {
  EventStoreSettings,
  IdentitySettings,
  inerasNames,
  logLevels,
  MailSettings,
  programRoles,
  ProgramRole,
  Settings,
} from './settings';
import { Environment, SettingsFiles, Variables } from './variables';

export type SettingsReading =
  | { readonly ok: true; readonly settings: Settings }
  /** One readable line per fault, each beginning with the setting's name; no secret stands in them. */
  | { readonly ok: false; readonly faults: readonly string[] };

export function readSettings(environment: Environment, files: SettingsFiles): SettingsReading {
  const variables = new Variables(environment, files);
  const settings = settingsOf(variables);
  if (settings.production) judgeProduction(variables);
  return variables.faults.length === 0 ? { ok: true, settings } : { ok: false, faults: variables.faults };
}

function settingsOf(variables: Variables): Settings {
  const production = isProduction(variables);
  const port = variables.parsed('PORT', parsePort, 'a port number (1-65535)', 3000);
  return {
    production,
    host: hostOf(variables, production),
    port,
    publicUrl: webUrlOf(variables, 'PUBLIC_URL') ?? `http://localhost:${port}`,
    dataDir: variables.text('DATA_DIR') ?? './data',
    eventStore: eventStoreOf(variables, production),
    roles: rolesOf(variables),
    mail: mailOf(variables, production),
    populationFile: variables.text('POPULATION_FILE'),
    directoryFile: variables.text('DIRECTORY_FILE'),
    identity: identityOf(variables),
    logLevel: variables.parsed('LOG_LEVEL', (text) => parseOneOf(text, logLevels), oneOf(logLevels), 'info'),
    clockStart: variables.parsed(
      'CLOCK_START',
      parseInstant,
      'an instant of RFC 3339, like 2026-11-22T08:00:00Z',
      null,
    ),
    kekFile: variables.text('KEK_FILE'),
    checkpointDir: variables.text('CHECKPOINT_DIR'),
    signingP12File: variables.text('SIGNING_P12_FILE'),
    rateLimits: variables.parsed('RATE_LIMITS', parseSwitch, oneOf(['on', 'off']), production),
    otlpEndpoint: webUrlOf(variables, 'OTEL_EXPORTER_OTLP_ENDPOINT'),
    policy: variables.parsed('POLICY', parseRegionName, aPolicy, 'vgr'),
    formAddress: variables.parsed(
      'FORM_ADDRESS',
      parseFormAddress,
      'an address of 1-200 printable characters on one line',
      'VGR-IT, Exempelgatan 1, 000 00 Exempelstad',
    ),
  };
}

/** A misspelt production would be development, open to all: it is no start instead. */
function isProduction(variables: Variables): boolean {
  const modes = ['production', 'development', 'test'] as const;
  const mode = variables.parsed('NODE_ENV', (text) => parseOneOf(text, modes), oneOf(modes), 'development');
  return mode === 'production';
}

function hostOf(variables: Variables, production: boolean): string {
  const host = variables.parsed('HOST', parseHost, 'a host name or an IP address', '127.0.0.1');
  if (!production && !isLoopback(host))
    variables.fault('HOST', 'a loopback address in development and test, where /dev takes no token');
  return host;
}

function webUrlOf(variables: Variables, name: string): string | null {
  const text = variables.text(name);
  const url = text === null ? null : parseWebUrl(text);
  if (text !== null && url === null) variables.fault(name, 'not an http or https URL without user, query and fragment');
  return url;
}

function eventStoreOf(variables: Variables, production: boolean): EventStoreSettings {
  const kinds = ['sqlite', 'eventstoredb'] as const;
  const kind = variables.parsed('EVENT_STORE', (text) => parseOneOf(text, kinds), oneOf(kinds), 'sqlite');
  const url = variables.secret('EVENTSTORE_URL');
  if (url !== null) judgeStoreUrl(variables, url, production);
  if (kind === 'sqlite') return { kind };
  const required = 'required with EVENT_STORE=eventstoredb';
  if (url === null) variables.fault('EVENTSTORE_URL', required);
  if (variables.text('KEK_FILE') === null) variables.fault('KEK_FILE', `${required}, and the same for every process`);
  return { kind, url: url ?? '' };
}

function judgeStoreUrl(variables: Variables, url: string, production: boolean): void {
  try {
    const { isInsecure } = parseStoreUrl(url);
    if (isInsecure && production)
      variables.fault(
        'EVENTSTORE_URL',
        'refused in production: the connection must be encrypted, and the server proved',
      );
  } catch (error) {
    variables.fault('EVENTSTORE_URL', error instanceof BadStoreUrl ? error.message : 'cannot be understood');
  }
}

function rolesOf(variables: Variables): readonly ProgramRole[] {
  const expected = 'a list of api and worker, separated by a comma';
  const roles = variables.parsed('ROLES', (text) => parseSomeOf(text, programRoles), expected, programRoles);
  if (roles.length < programRoles.length && variables.text('EVENT_STORE') !== 'eventstoredb')
    variables.fault('ROLES', 'with EVENT_STORE=sqlite one process holds the log and is both (api,worker)');
  return roles;
}

function mailOf(variables: Variables, production: boolean): MailSettings {
  const smtpUrl = variables.secret('SMTP_URL');
  if (smtpUrl !== null) judgeSmtpUrl(variables, smtpUrl);
  if (smtpUrl !== null)
    for (const name of ['MAIL_FROM', 'EXECUTOR_ADDRESS'])
      if (variables.text(name) === null) variables.fault(name, 'required with SMTP_URL');
  const address = 'one plain e-mail address';
  return {
    smtpUrl,
    from: variables.parsed('MAIL_FROM', parseMailAddress, address, ours),
    executorAddress: variables.parsed('EXECUTOR_ADDRESS', parseMailAddress, address, executors),
    internalDomains: variables.parsed(
      'MAIL_INTERNAL_DOMAINS',
      parseDomains,
      'a list of domains, separated by commas',
      production ? [] : ['vgr.example'],
    ),
  };
}

function judgeSmtpUrl(variables: Variables, url: string): void {
  try {
    parseSmtpUrl(url);
  } catch (error) {
    variables.fault('SMTP_URL', error instanceof RangeError ? error.message : 'cannot be understood');
  }
}

function identityOf(variables: Variables): IdentitySettings {
  const issuer = issuerOf(variables);
  if (issuer === null && variables.text('OIDC_CLAIMS') !== null)
    variables.fault('OIDC_CLAIMS', 'names the claims of OIDC_ISSUER, which is not set');
  return {
    issuer,
    audience: variables.text('OIDC_AUDIENCE') ?? 'sigill',
    claims: variables.parsed(
      'OIDC_CLAIMS',
      parseClaimNames,
      'a JSON object from claims of Inera to claims of the issuer, like {"employeeHsaId":"hsa_id"}',
      inerasNames,
    ),
  };
}

/** As given, with its slash if it has one: issuers are compared letter by letter. */
const issuerOf = (variables: Variables): string | null =>
  webUrlOf(variables, 'OIDC_ISSUER') === null ? null : variables.text('OIDC_ISSUER');

/** Of development; production gives its own. */
const ours = 'sigill@vgr.example' as MailAddress;
const executors = 'executor@vgr.example' as MailAddress;

const parseSwitch = (text: string): boolean | null => (text === 'on' ? true : text === 'off' ? false : null);

const aPolicy = `a policy of this build (${regionNames.join(', ')})`;

const oneOf = (allowed: readonly string[]): string => `one of ${allowed.join(', ')}`;
