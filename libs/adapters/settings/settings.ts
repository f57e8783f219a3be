import { Instant, MailAddress, RegionName } from '@sigill/domain';

/** What the environment says, checked as a whole (the meaning of each: README, "Settings"). */
export interface Settings {
  readonly production: boolean;
  readonly host: string;
  readonly port: number;
  /** Without a slash at the end. */
  readonly publicUrl: string;
  readonly dataDir: string;
  readonly eventStore: EventStoreSettings;
  readonly roles: readonly ProgramRole[];
  readonly mail: MailSettings;
  /** Null: the demo data (development only). */
  readonly populationFile: string | null;
  /** Null: the demo data (development only). */
  readonly directoryFile: string | null;
  readonly identity: IdentitySettings;
  readonly logLevel: LogLevel;
  /** Null: the machine's clock. */
  readonly clockStart: Instant | null;
  /** Null: made in `dataDir` (development only). */
  readonly kekFile: string | null;
  readonly checkpointDir: string | null;
  readonly signingP12File: string | null;
  readonly rateLimits: boolean;
  readonly otlpEndpoint: string | null;
  readonly policy: RegionName;
  /** Where staff send a signed form; printed on it. */
  readonly formAddress: string;
}

/** Where the log is: in `dataDir`, or in a database that many processes use. */
export type EventStoreSettings =
  | { readonly kind: 'sqlite' }
  /** `url`: as parseStoreUrl takes it */
  | { readonly kind: 'eventstoredb'; readonly url: string };

export interface MailSettings {
  /** Null: mails become files (development only). */
  readonly smtpUrl: string | null;
  readonly from: MailAddress;
  readonly executorAddress: MailAddress;
  /** In lower case. The form is attached only for an executor's address in one of them. */
  readonly internalDomains: readonly string[];
}

export interface IdentitySettings {
  /** Null: the embedded provider under `<publicUrl>/oidc` (development only). */
  readonly issuer: string | null;
  readonly audience: string;
  readonly claims: ClaimNames;
}

/** For each claim as Inera's IdP names it: what the issuer at hand calls it. */
export type ClaimNames = Readonly<Record<Claim, string>>;
export type Claim = (typeof claimsOfInera)[number];
export type ProgramRole = (typeof programRoles)[number];
export type LogLevel = (typeof logLevels)[number];

export const claimsOfInera = [
  'employeeHsaId',
  'healthCareUnitHsaId',
  'healthCareUnitName',
  'name',
  'acr',
  'systemRole',
] as const;
export const programRoles = ['api', 'worker'] as const;
export const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

export const inerasNames: ClaimNames = {
  employeeHsaId: 'employeeHsaId',
  healthCareUnitHsaId: 'healthCareUnitHsaId',
  healthCareUnitName: 'healthCareUnitName',
  name: 'name',
  acr: 'acr',
  systemRole: 'systemRole',
};
