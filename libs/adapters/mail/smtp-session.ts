import { connect, Socket } from 'node:net';
import { Readable } from 'node:stream';
import type { ConnectionOptions } from 'node:tls';
import { SmtpFault } from './smtp-outcome';
import { SmtpServer } from './smtp-server-url';

export interface SmtpLimits {
  readonly connectMs: number;
  /** For the greeting and a STARTTLS upgrade together. */
  readonly greetingMs: number;
  /** Silence after a command or the final dot. Too short a wait after the dot makes duplicates (RFC 5321 4.5.3.2.6). */
  readonly replyMs: number;
}

export interface SmtpSession {
  readonly server: SmtpServer;
  readonly limits: SmtpLimits;
  readonly tls: Pick<ConnectionOptions, 'ca' | 'servername' | 'minVersion'>;
  readonly signal: AbortSignal | undefined;
}

export interface Envelope {
  readonly from: string;
  readonly to: string;
}

/** A message that can be read once, and remembers whether its end was asked for. */
export class OneShotMessage extends Readable {
  endPulled = false;
  #unread: Buffer;

  constructor(message: Buffer) {
    super({ highWaterMark: chunkBytes });
    this.#unread = message;
  }

  override _read(): void {
    if (this.#unread.length === 0) {
      this.endPulled = true;
      this.push(null);
      return;
    }
    const chunk = this.#unread.subarray(0, chunkBytes);
    this.#unread = this.#unread.subarray(chunkBytes);
    this.push(chunk);
  }
}

/** One connection, one mail; gives the server's answer after the final dot. @throws SessionFault */
export async function deliver(session: SmtpSession, envelope: Envelope, message: Readable): Promise<string> {
  const { default: SMTPConnection } = await import('nodemailer/lib/smtp-connection');
  const { server, limits, signal } = session;
  const socket = await openSocket(session);
  return new Promise((resolve, reject) => {
    const connection = new SMTPConnection({
      connection: socket,
      host: server.host,
      secure: server.secure,
      requireTLS: server.startTls === 'required',
      ignoreTLS: server.startTls === 'never',
      tls: { minVersion: 'TLSv1.2', rejectUnauthorized: server.verifyCertificate, ...session.tls },
      connectionTimeout: limits.greetingMs,
      greetingTimeout: limits.greetingMs,
      socketTimeout: limits.replyMs,
      socketCloseTimeout: closeMs,
    });
    const settle = (act: () => void) => {
      signal?.removeEventListener('abort', abort);
      connection.close();
      act();
    };
    const fail = (error: unknown) => settle(() => reject(new SessionFault(faultOf(error))));
    const abort = () => fail({ code: 'EABORT' });
    const send = () =>
      connection.send({ from: envelope.from, to: [envelope.to] }, message, (error, info) =>
        error || !info ? fail(error) : settle(() => resolve(info.response ?? '')),
      );
    if (signal?.aborted) return abort();
    signal?.addEventListener('abort', abort, { once: true });
    connection.once('error', fail);
    connection.connect((error) => {
      if (error) return fail(error);
      if (server.credentials === null) return send();
      connection.login({ credentials: server.credentials }, (refused) => (refused ? fail(refused) : send()));
    });
  });
}

export class SessionFault extends Error {
  constructor(readonly fault: SmtpFault) {
    super(fault.code);
    this.name = 'SessionFault';
  }
}

const chunkBytes = 16 * 1024;
const closeMs = 1_000;

/** Apart from nodemailer's own, because its connection timeout would cover the wait for the greeting too. */
function openSocket({ server, limits, signal }: SmtpSession): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: server.host, port: server.port });
    const timer = setTimeout(() => fail({ code: 'ETIMEDOUT' }), limits.connectMs);
    const release = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
    };
    const fail = (error: unknown) => {
      release();
      socket.destroy();
      reject(new SessionFault(faultOf(error)));
    };
    const abort = () => fail({ code: 'EABORT' });
    signal?.addEventListener('abort', abort, { once: true });
    socket.once('error', fail);
    socket.once('connect', () => {
      release();
      socket.removeListener('error', fail);
      resolve(socket);
    });
    if (signal?.aborted) abort();
  });
}

function faultOf(error: unknown): SmtpFault {
  const { code, responseCode, response } = Object(error) as { [name: string]: unknown };
  return {
    code: typeof code === 'string' ? (namesOfSystemFaults.get(code) ?? code) : 'EPROTOCOL',
    responseCode: typeof responseCode === 'number' ? responseCode : null,
    response: typeof response === 'string' ? response : null,
  };
}

/** The socket's own codes in nodemailer's words. */
const namesOfSystemFaults: ReadonlyMap<string, string> = new Map([
  ['ENOTFOUND', 'EDNS'],
  ['EAI_AGAIN', 'EDNS'],
  ['ECONNREFUSED', 'ESOCKET'],
  ['ECONNRESET', 'ESOCKET'],
  ['EHOSTUNREACH', 'ESOCKET'],
  ['ENETUNREACH', 'ESOCKET'],
  ['EPIPE', 'ESOCKET'],
]);
