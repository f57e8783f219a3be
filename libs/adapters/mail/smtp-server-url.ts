import { isIP } from 'node:net';

export interface SmtpServer {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte (`smtps:`). Otherwise STARTTLS is used wherever the server offers it. */
  readonly secure: boolean;
  /** Rather no mail than one in the clear. Always so where a password would be sent to another machine. */
  readonly requireTls: boolean;
  readonly credentials: { readonly user: string; readonly pass: string } | null;
}

/** `smtp://[user:pass@]host[:port][?requireTLS=true]` or `smtps://`.
 *  @throws RangeError saying what is wrong, without the URL itself (it may hold a password). */
export function parseSmtpUrl(text: string): SmtpServer {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !(url.protocol === 'smtp:' || url.protocol === 'smtps:') || url.hostname === '') {
    throw new RangeError('is no smtp:// or smtps:// URL with a host');
  }
  if (!['', '/'].includes(url.pathname) || url.hash !== '') throw new RangeError('has a path, which means nothing here');
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  const secure = url.protocol === 'smtps:';
  const credentials = credentialsOf(url);
  return {
    host,
    secure,
    credentials,
    port: url.port === '' ? (secure ? 465 : 587) : Number(url.port),
    requireTls: requiresTls(url) || (credentials !== null && !secure && !isLoopback(host)),
  };
}

function requiresTls(url: URL): boolean {
  const [[name, value] = ['requireTLS', 'false'], ...others] = [...url.searchParams];
  if (name !== 'requireTLS' || !['true', 'false'].includes(value) || others.length > 0) {
    throw new RangeError('has parameters other than requireTLS=true or false');
  }
  return value === 'true';
}

function credentialsOf(url: URL): SmtpServer['credentials'] {
  if (url.username === '' && url.password === '') return null;
  if (url.username === '' || url.password === '') throw new RangeError('has a user without a password, or the reverse');
  try {
    return { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) };
  } catch {
    throw new RangeError('has a user or password that is not percent-encoded');
  }
}

const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
