import { isIP } from 'node:net';

export interface SmtpServer {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte (`smtps:`). */
  readonly secure: boolean;
  /** `required`: rather no mail than one in the clear; always so where a password would be sent to another machine.
   *  `offered`: STARTTLS wherever the server offers it. */
  readonly startTls: 'required' | 'offered' | 'never';
  /** Not asked of a server on this very machine, unless TLS is required. */
  readonly verifyCertificate: boolean;
  readonly credentials: { readonly user: string; readonly pass: string } | null;
}

/** `smtp://[user:pass@]host[:port][?requireTLS=true|ignoreTLS=true]` or `smtps://`.
 *  @throws RangeError saying what is wrong, without the URL itself (it may hold a password). */
export function parseSmtpUrl(text: string): SmtpServer {
  const url = smtpUrlOf(text);
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  const secure = url.protocol === 'smtps:';
  const credentials = credentialsOf(url);
  const exposed = credentials !== null && !secure && !isLoopback(host);
  const asked = startTlsOf(url);
  const startTls = exposed ? 'required' : asked;
  return {
    host,
    secure,
    credentials,
    startTls,
    port: Number(url.port) || (secure ? 465 : 587),
    verifyCertificate: startTls === 'required' || !isLoopback(host),
  };
}

function smtpUrlOf(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !['smtp:', 'smtps:'].includes(url.protocol) || url.hostname === '') {
    throw new RangeError('is no smtp:// or smtps:// URL with a host');
  }
  if (!['', '/'].includes(url.pathname) || url.hash !== '')
    throw new RangeError('has a path, which means nothing here');
  return url;
}

function startTlsOf(url: URL): SmtpServer['startTls'] {
  switch (url.search) {
    case '':
    case '?requireTLS=false':
    case '?ignoreTLS=false':
      return 'offered';
    case '?requireTLS=true':
      return 'required';
    case '?ignoreTLS=true':
      return 'never';
    default:
      throw new RangeError('has parameters other than requireTLS or ignoreTLS, true or false');
  }
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
