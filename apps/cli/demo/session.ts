/** The part of a request's view that the demo acts on. */
export interface DemoView {
  readonly id: string;
  readonly state: string;
  readonly guardians: readonly { readonly id: string }[];
  readonly execution: {
    readonly plan: readonly { readonly item: string; readonly required: boolean; readonly receipt: object | null }[];
  };
  readonly endingRequest: string | null;
}

export interface DemoProcedure {
  readonly procedure: string;
  readonly checklist: readonly {
    readonly id: string;
    readonly answer: 'yes-no' | 'choice' | 'text';
    readonly options?: readonly { readonly value: string }[];
    readonly grantNeeds?: boolean | string;
    readonly noteRequiredFor?: readonly (boolean | string)[];
  }[];
  readonly consults: readonly { readonly party: string; readonly required: boolean }[];
}

export interface Reply {
  readonly status: number;
  readonly etag: string;
  readonly body: DemoView & { readonly code?: string; readonly detail?: string };
}

/** A command that the rules refused. */
export class RefusedByRules extends Error {
  constructor(
    readonly code: string,
    readonly detail: string,
  ) {
    super(code);
    this.name = 'RefusedByRules';
  }
}

/** The running program, called as the staff of the demo data. */
export class Session {
  private readonly tokens = new Map<string, Promise<string>>();
  private readonly known = new Map<string, DemoProcedure>();
  commands = 0;

  constructor(private readonly url: string) {}

  async now(): Promise<number> {
    const reply = await this.reach('/dev/clock');
    if (!reply.ok) throw new Error(`${this.url} has no clock that can be moved: ${developmentAlone}`);
    const { now } = (await reply.json()) as { readonly now: string };
    return Date.parse(now);
  }

  async moveTo(ms: number): Promise<void> {
    const body = JSON.stringify({ now: new Date(ms).toISOString() });
    await this.reach('/dev/clock', { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  }

  async procedure(name: string): Promise<DemoProcedure> {
    const known = this.known.get(name);
    if (known !== undefined) return known;
    const reply = await this.reach(`/v1/procedures/${name}`, { headers: await this.headers('auditor') });
    const procedure = (await reply.json()) as DemoProcedure;
    this.known.set(name, procedure);
    return procedure;
  }

  /** @throws RefusedByRules for a 4xx answer; any other failure is an Error */
  async command(persona: string, path: string, body: object, etag: string | null = null): Promise<Reply> {
    const headers = {
      ...(await this.headers(persona)),
      'content-type': 'application/json',
      'accept-language': 'en',
      ...(etag === null ? {} : { 'if-match': etag }),
    };
    const reply = await this.reach(path, { method: 'POST', headers, body: JSON.stringify(body) });
    this.commands += 1;
    const answer = (await reply.json()) as Reply['body'];
    if (reply.status >= 500) throw new Error(`${path} answered ${String(reply.status)}`);
    if (reply.status >= 400) throw new RefusedByRules(answer.code ?? String(reply.status), answer.detail ?? '');
    return { status: reply.status, etag: reply.headers.get('etag') ?? '', body: answer };
  }

  /** A question: with a body by POST, else by GET. @throws Error where it is not answered */
  async question<Body>(persona: string, path: string, body?: object): Promise<Body> {
    const headers = { ...(await this.headers(persona)), 'content-type': 'application/json' };
    const asked = body === undefined ? { headers } : { method: 'POST', headers, body: JSON.stringify(body) };
    const reply = await this.reach(path, asked);
    if (!reply.ok) throw new Error(`${path} answered ${String(reply.status)}`);
    return (await reply.json()) as Body;
  }

  private async headers(persona: string): Promise<Record<string, string>> {
    const token = this.tokens.get(persona) ?? this.signIn(persona);
    this.tokens.set(persona, token);
    return { authorization: `Bearer ${await token}` };
  }

  private async signIn(persona: string): Promise<string> {
    const reply = await this.reach('/oidc/token', {
      method: 'POST',
      headers: {
        authorization: `Basic ${Buffer.from(`${persona}:demo`).toString('base64')}`,
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: 'grant_type=client_credentials',
    });
    if (!reply.ok) throw new Error(`the embedded sign-in does not answer: ${developmentAlone}`);
    return ((await reply.json()) as { readonly access_token: string }).access_token;
  }

  /** @throws Error with what to start, where nothing answers */
  private async reach(path: string, init: RequestInit = {}): Promise<Response> {
    try {
      return await fetch(this.url + path, init);
    } catch {
      throw new Error(`nothing answers on ${this.url}: start the program first, with npm start, in another terminal`);
    }
  }
}

const developmentAlone = 'the demo drives a program that runs in development';
