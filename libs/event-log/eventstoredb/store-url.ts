import type { Credentials } from '@eventstore/db-client';

/** EVENTSTORE_URL cannot be used as it is: one readable line, without what is in it. */
export class BadStoreUrl extends Error {
  override name = 'BadStoreUrl';
}

/** Which database holds the log, and which of its streams are the log's. */
export interface StoreUrl {
  /** As the client takes it: without the path. */
  readonly connection: string;
  /** What the names of all streams begin with: the address's path and a hyphen; nothing where there is no path. Several logs can
   *  so stand in one database. */
  readonly prefix: string;
  /** Given with every append: the client then sends it as a call of its own, not over the stream that all appends of a process
   *  share, whose answers it mixes up when a server dies. */
  readonly credentials: Credentials;
  /** Nothing that is sent is encrypted, or nobody proves who they are. */
  readonly isInsecure: boolean;
}

type Parts = Readonly<Partial<Record<string, string>>>;

const form =
  /^(?<scheme>esdb(?:\+discover)?):\/\/(?:(?<user>[^:@/?]+):(?<password>[^@/?]+)@)?(?<hosts>[\w.-]+(?::\d{1,5})?(?:,[\w.-]+(?::\d{1,5})?)*)(?:\/(?<path>[^?/]*))?(?:\?(?<options>.*))?$/;

/** @throws BadStoreUrl */
export function parseStoreUrl(text: string): StoreUrl {
  const parts = partsIn(text);
  const user = userIn(parts);
  return {
    connection: connectionOf(parts, user?.written ?? ''),
    prefix: isGiven(parts['path']) ? `${parts['path']}-` : '',
    // The client does not send them over an insecure connection.
    credentials: user?.credentials ?? { username: 'nobody', password: 'none' },
    isInsecure: isOpen(parts) || optionsIn(parts).get('tlsverifycert') === 'false',
  };
}

/** @throws BadStoreUrl */
function partsIn(text: string): Parts {
  const parts: Parts | undefined = form.exec(text)?.groups;
  if (parts === undefined) throw new BadStoreUrl(noAddress);
  const fault = faultIn(parts);
  if (fault !== null) throw new BadStoreUrl(fault);
  return parts;
}

const noAddress = 'not an address like esdb://user:password@host:2113 (esdb+discover:// for a name of a cluster)';

function faultIn(parts: Parts): string | null {
  if (isGiven(parts['path']) && !/^[a-z0-9-]{1,40}$/.test(parts['path']))
    return 'its path is not 1-40 small letters, digits and hyphens, which the streams’ names begin with';
  if (optionsIn(parts).get('throwonappendfailure') === 'false')
    return 'throwOnAppendFailure=false hides what became of an append: leave it out';
  return userIn(parts) === null && !isOpen(parts) ? 'it names no user: esdb://user:password@host:2113' : null;
}

const isGiven = (text: string | undefined): text is string => text !== undefined && text !== '';
const isOpen = (parts: Parts): boolean => optionsIn(parts).get('tls') === 'false';

const connectionOf = ({ scheme, hosts, options }: Parts, user: string): string =>
  `${String(scheme)}://${user}${String(hosts)}${options === undefined ? '' : `?${options}`}`;

/** Null: the address names nobody. */
function userIn({ user, password }: Parts): { readonly written: string; readonly credentials: Credentials } | null {
  if (user === undefined || password === undefined) return null;
  const credentials = { username: decodeURIComponent(user), password: decodeURIComponent(password) };
  return { written: `${user}:${password}@`, credentials };
}

/** By name as the client compares them: neither case nor hyphens count. */
const optionsIn = ({ options = '' }: Parts): ReadonlyMap<string, string> =>
  new Map(
    options.split('&').map((option) => {
      const [name = '', value = ''] = option.split('=');
      return [name.trim().toLowerCase().replaceAll(/[_-]/g, ''), value.trim().toLowerCase()];
    }),
  );
