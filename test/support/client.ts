import { request, RequestOptions } from 'node:http';
import { Problem } from './contract';

/** An answer of the program's. `body` is the JSON of it, or the text where it is none. */
export interface Answer<Body = unknown> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Body;
  readonly text: string;
  readonly bytes: Buffer;
  /** As the header has it, with its quotation marks. */
  readonly etag: string | null;
  readonly position: string | null;
}

/** Headers by their names; null leaves out one that would be sent by itself. */
export type Fields = Readonly<Record<string, string | null>>;

/** The callers of one program. */
export class Clients {
  readonly #tokens = new Map<string, Promise<string>>();
  readonly anyone: Client;

  constructor(private readonly url: string) {
    this.anyone = new Client(url, () => Promise.resolve(null));
  }

  as(persona: string): Client {
    return new Client(this.url, () => this.#token(persona));
  }

  #token(persona: string): Promise<string> {
    const token = this.#tokens.get(persona) ?? fetchToken(this.url, persona);
    this.#tokens.set(persona, token);
    return token;
  }
}

export class Client {
  constructor(
    private readonly url: string,
    private readonly token: () => Promise<string | null>,
  ) {}

  get<Body = unknown>(path: string, headers: Fields = {}): Promise<Answer<Body>> {
    return this.send('GET', path, undefined, headers);
  }

  post<Body = unknown>(path: string, body: unknown, headers: Fields = {}): Promise<Answer<Body>> {
    return this.send('POST', path, JSON.stringify(body), { 'content-type': 'application/json', ...headers });
  }

  /** A body byte for byte, and a path that nothing tidies up. */
  async send<Body = unknown>(
    method: string,
    path: string,
    body: string | Buffer | undefined,
    headers: Fields = {},
  ): Promise<Answer<Body>> {
    const token = await this.token();
    const given = { ...(token === null ? {} : { authorization: `Bearer ${token}` }), ...headers };
    return exchange<Body>(new URL(this.url), method, path, body, given);
  }
}

/** @throws where the answer is no problem of that status and code */
export function problemOf(answer: Answer, status: number, code: string): Problem {
  const problem = answer.body as Problem;
  const type = answer.headers.get('content-type') ?? '';
  const fits = answer.status === status && problem.code === code && type.startsWith('application/problem+json');
  if (!fits) throw new Error(`expected ${String(status)} ${code}: ${String(answer.status)} ${type} ${answer.text}`);
  return problem;
}

export async function fetchToken(url: string, persona: string, secret = 'demo'): Promise<string> {
  const basic = Buffer.from(`${persona}:${secret}`).toString('base64');
  const form = { authorization: `Basic ${basic}`, 'content-type': 'application/x-www-form-urlencoded' };
  const answer = await exchange<{ access_token?: string }>(
    new URL(url),
    'POST',
    '/oidc/token',
    'grant_type=client_credentials',
    form,
  );
  const token = answer.body.access_token;
  if (token === undefined) throw new Error(`no token for ${persona}: ${answer.text}`);
  return token;
}

async function exchange<Body>(
  { hostname, port }: URL,
  method: string,
  path: string,
  body: string | Buffer | undefined,
  given: Fields,
): Promise<Answer<Body>> {
  const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
  const all = Object.entries({ ...length, ...given });
  const headers = Object.fromEntries(all.flatMap(([name, value]) => (value === null ? [] : [[name, value]])));
  const options = { hostname, port, method, path, headers };
  try {
    return await sentOnce<Body>(options, body);
  } catch (error) {
    if (error instanceof StaleSocket && method === 'GET') return sentOnce<Body>({ ...options, agent: false }, body);
    throw error;
  }
}

/** A kept socket that the program had closed, idle as it was, before this call came: nothing of an answer was seen. */
class StaleSocket extends Error {}

function sentOnce<Body>(options: RequestOptions, body: string | Buffer | undefined): Promise<Answer<Body>> {
  return new Promise((resolve, reject) => {
    const sent = request(options, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('error', reject);
      answer.on('end', () => {
        const fields = new Headers();
        for (const [name, values] of Object.entries(answer.headersDistinct))
          for (const value of values ?? []) fields.append(name, value);
        resolve(answerOf<Body>(answer.statusCode ?? 0, fields, Buffer.concat(chunks)));
      });
    });
    sent.on('error', (error: NodeJS.ErrnoException) => {
      const isStale = sent.reusedSocket && ['ECONNRESET', 'EPIPE'].includes(error.code ?? '');
      reject(isStale ? new StaleSocket(error.message, { cause: error }) : error);
    });
    sent.end(body);
  });
}

function answerOf<Body>(status: number, headers: Headers, bytes: Buffer): Answer<Body> {
  const text = bytes.toString('utf8');
  const isJson = /^application\/(?:[a-z]+\+)?json/.test(headers.get('content-type') ?? '');
  return {
    status,
    headers,
    body: (isJson && text !== '' ? JSON.parse(text) : text) as Body,
    text,
    bytes,
    etag: headers.get('etag'),
    position: headers.get('sigill-position'),
  };
}
