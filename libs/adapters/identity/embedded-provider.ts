import { IncomingMessage, ServerResponse } from 'node:http';
import type { CareUnit, StaffMember } from '@sigill/application/plain';
import { providerConfiguration } from './provider-configuration';
import { SigningKey } from './signing-key';

export interface ProviderOptions {
  /** `<publicUrl>/oidc`. */
  readonly issuer: string;
  readonly audience: string;
  readonly key: SigningKey;
  /** Asked once, at the first request. */
  readonly staffList: () => Promise<readonly StaffMember[]>;
  readonly units: () => Promise<readonly CareUnit[]>;
  /** Hears of faults of the provider itself; the client has then been answered. */
  readonly onFault: (fault: unknown) => void;
}

/** Takes requests whose URL begins with `/oidc`, before anything has read the body, and answers them. */
export type RequestHandler = (request: IncomingMessage, response: ServerResponse) => void;

/** The sign-in of development and tests: every member of staff is a client with the secret `demo`. The package behind
 *  it is loaded with the first request. */
export function embeddedProvider(options: ProviderOptions): RequestHandler {
  let loading: Promise<Handle> | null = null;
  return (request, response) => {
    loading ??= load(options);
    loading
      .then((handle) => {
        addressAsPublished(request, new URL(options.issuer));
        return handle(request, response);
      })
      .catch((fault: unknown) => {
        loading = null;
        options.onFault(fault);
        unavailable(response);
      });
  };
}

export const providerPath = '/oidc';

type Handle = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** The part of oidc-provider, which brings no types, that is used here. */
interface Provider {
  proxy: boolean;
  on(event: 'error' | 'server_error', listener: (...what: readonly unknown[]) => void): void;
  callback(): Handle;
}
type ProviderClass = new (issuer: string, configuration: object) => Provider;

/** Past the package's index, which does nothing more than write to the terminal that it does not know this Node. A name
 *  in a variable, because it is a package for development and tests alone and a build without it must pass. */
const providerModule: string = 'oidc-provider/lib/provider.js';

async function load(options: ProviderOptions): Promise<Handle> {
  const loaded: unknown = await import(providerModule);
  const [staff, units] = await Promise.all([options.staffList(), options.units()]);
  const configuration = providerConfiguration(options.audience, options.key, staff, units);
  const provider = new (providerClassOf(loaded))(options.issuer, configuration);
  provider.proxy = true;
  provider.on('error', (fault) => options.onFault(fault));
  provider.on('server_error', (_context, fault) => options.onFault(fault));
  return provider.callback();
}

function providerClassOf(loaded: unknown): ProviderClass {
  if (typeof loaded === 'object' && loaded !== null && 'Provider' in loaded && typeof loaded.Provider === 'function')
    return loaded.Provider as ProviderClass;
  throw new Error('oidc-provider does not export a Provider');
}

/** The provider names its addresses by how it was called. Here they are those of the issuer, however it was called. */
function addressAsPublished(request: IncomingMessage, issuer: URL): void {
  const path = (request.url ?? '').slice(providerPath.length);
  request.url = path.startsWith('/') ? path : `/${path}`;
  Object.assign(request, { originalUrl: `${issuer.pathname}${request.url}` });
  request.headers.host = issuer.host;
  request.headers['x-forwarded-host'] = issuer.host;
  request.headers['x-forwarded-proto'] = issuer.protocol.slice(0, -1);
}

function unavailable(response: ServerResponse): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  response.writeHead(503, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(JSON.stringify({ error: 'temporarily_unavailable' }));
}
