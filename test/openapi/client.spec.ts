import 'reflect-metadata';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import ts from 'typescript';
import { controllers } from '../../apps/api/openapi/described-controllers';
import { documentOf } from '../../apps/api/openapi/document';

/** A client as somebody would write it over the generated types: paths, bodies and answers are known to the compiler. */
const client = `
import type { paths } from './api.js';

type Post = { [Path in keyof paths]: paths[Path] extends { post: { requestBody: unknown } } ? Path : never }[keyof paths];
type Body<Path extends Post> = paths[Path]['post'] extends { requestBody: { content: { 'application/json': infer B } } } ? B : never;
type Answers<Path extends Post> = NonNullable<paths[Path]['post']>['responses'];
type Answer<Path extends Post> = { [Status in keyof Answers<Path>]:
  Answers<Path>[Status] extends { content: { 'application/json': infer A } } ? A : never }[keyof Answers<Path>];

export async function post<Path extends Post>(url: string, path: Path, body: Body<Path>): Promise<Answer<Path>> {
  const answer = await fetch(url + path, { method: 'POST', body: JSON.stringify(body) });
  return (await answer.json()) as Answer<Path>;
}

export async function open(url: string): Promise<string> {
  const contact = { email: 'ssk@vgr.example', phone: '010-473 71 00' };
  const view = await post(url, '/v1/requests', {
    procedure: 'block', patient: '20170101-2393', unit: 'SE2321000131-E000000990001', contact,
  });
  const found = await post(url, '/v1/requests/search', { patient: view.patient.id, state: 'registered' });
  return found.items.map(({ caseNumber, revision }) => caseNumber + revision.toFixed(0)).join();
}
`;

/** What the client gets wrong, each by the words put in the place of others. */
const misuses: Readonly<Record<string, readonly [right: string, wrong: string]>> = {
  'a body without what is needed': ["unit: 'SE2321000131-E000000990001', contact,", 'contact,'],
  'a word that is none': ["state: 'registered'", "state: 'open'"],
  'a path that is none': ["'/v1/requests/search'", "'/v1/requests/find'"],
  'a member that no answer has': ['({ caseNumber, revision })', '({ caseNumber, version: revision })'],
};

describe('a client in TypeScript, generated from the description', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sigill-client-'));
  let complaints: ReadonlyMap<string, readonly string[]>;
  beforeAll(() => {
    writeFileSync(join(folder, 'openapi.json'), JSON.stringify(documentOf(controllers)));
    const generator = resolve('node_modules/openapi-typescript/bin/cli.js');
    execFileSync(process.execPath, [generator, join(folder, 'openapi.json'), '-o', join(folder, 'api.ts')]);
    const wrong = Object.values(misuses).map(([right, other]) => client.replace(right, other));
    complaints = compiled([client, ...wrong]);
  }, 60_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** What the compiler says of each source, by `client-0.ts`, and of what they stand on. */
  function compiled(sources: readonly string[]): ReadonlyMap<string, readonly string[]> {
    const files = sources.map((source, index) => {
      const file = join(folder, `client-${String(index)}.ts`);
      writeFileSync(file, source);
      return file;
    });
    const found = ts.getPreEmitDiagnostics(ts.createProgram(files, strict));
    const told = new Map<string, string[]>();
    for (const { file, messageText } of found) {
      const name = basename(file?.fileName ?? 'none');
      told.set(name, [...(told.get(name) ?? []), ts.flattenDiagnosticMessageText(messageText, ' ')]);
    }
    return told;
  }

  it('compiles strictly', () => {
    const misused = Object.keys(misuses).map((_, index) => `client-${String(index + 1)}.ts`);
    expect([...complaints].filter(([file]) => !misused.includes(file))).toEqual([]);
  });

  it.each(Object.keys(misuses))('does not compile with %s', (misuse) => {
    const [right] = misuses[misuse] ?? [''];
    expect(client).toContain(right);
    const file = `client-${String(Object.keys(misuses).indexOf(misuse) + 1)}.ts`;
    expect(complaints.get(file)?.length).toBeGreaterThan(0);
  });
});

const strict: ts.CompilerOptions = {
  strict: true,
  noEmit: true,
  noUncheckedIndexedAccess: true,
  noUnusedLocals: true,
  types: [],
  lib: ['lib.es2023.d.ts', 'lib.dom.d.ts'],
  target: ts.ScriptTarget.ES2023,
  module: ts.ModuleKind.ES2022,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
};
