import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import safeRegex from 'safe-regex2';
import ts from 'typescript';
import { caseNumberPattern, hsaIdPattern, phonePattern, sha256Pattern, vgrIdPattern } from '../../libs/domain';

/** Patterns see what callers send: none may be kept busy by a text, as one with a repetition within a repetition can be. */

/** Read by hand, as the library counts every repetition: the inner or the outer one is bounded, or each round of the outer one
 *  begins with a sign that the inner one cannot take. */
const readByHand = [
  String.raw`/^q\s*=\s*([01](?:\.\d{0,3})?)$/`,
  String.raw`/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|(?<!\d)((?:\d\d)?\d{6}[-+ ]?\d{4})(?!\d)/gi`,
  String.raw`/^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:\d\d)$/`,
  String.raw`/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/`,
  String.raw`/^[a-z]+(-[a-z]+)*(\.[a-z]+(-[a-z]+)*)?$/`,
  String.raw`/^127(\.\d{1,3}){3}$/`,
  String.raw`/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:[0-5]\d(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})$/i`,
  String.raw`/^[A-Za-z0-9_][A-Za-z0-9_+'=&~-]*(\.[A-Za-z0-9_+'=&~-]+)*$/`,
  String.raw`/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/`,
  String.raw`/(?!\n)\p{Cc}|[\p{Cs}\p{Bidi_Control}\u2028\u2029]|\p{M}(?:\p{Default_Ignorable_Code_Point}*\p{M}){4}/u`,
  String.raw`/^(?<scheme>esdb(?:\+discover)?):\/\/(?:(?<user>[^:@/?]+):(?<password>[^@/?]+)@)?(?<hosts>[\w.-]+(?::\d{1,5})?(?:,[\w.-]+(?::\d{1,5})?)*)(?:\/(?<path>[^?/]*))?(?:\?(?<options>.*))?$/`,
];

const sourcesIn = (folder: string): readonly string[] =>
  readdirSync(resolve(folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => join(folder, file));

function patternsIn(file: string, text: string): readonly string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isRegularExpressionLiteral(node)) found.push(node.text);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, text, ts.ScriptTarget.ES2022));
  return found;
}

/** One after another there may be many repetitions. */
function isSafe(literal: string): boolean {
  const [, source = ''] = /^\/(.*)\/[a-z]*$/su.exec(literal) ?? [];
  return safeRegex(new RegExp(source, literal.endsWith('u') ? 'u' : ''), { limit: 200 });
}

it('no pattern of the program can be kept busy by what it looks at', () => {
  const patterns = [...sourcesIn('apps'), ...sourcesIn('libs')].flatMap((file) =>
    patternsIn(file, readFileSync(resolve(file), 'utf8')),
  );
  expect(patterns.length).toBeGreaterThan(80);
  expect([...new Set(patterns.filter((one) => !isSafe(one)))].sort()).toEqual([...readByHand].sort());
});

it.each(['const a = /^(a+)+$/;', 'f(/^(?:[a-z]+\\s*)*$/i)', 'x.replace(/(.*)*;/g, "")'])(
  'one is seen in %s',
  (code) => {
    const [pattern = ''] = patternsIn('planted.ts', code);
    expect(isSafe(pattern)).toBe(false);
  },
);

/** The words' own, which are given to callers as text. */
const asText = { caseNumberPattern, hsaIdPattern, phonePattern, sha256Pattern, vgrIdPattern };

it('neither can one that is given as text, and there are no others', () => {
  expect(Object.entries(asText).filter(([, pattern]) => !isSafe(`/${pattern}/`))).toEqual([]);
  const making = [...sourcesIn('apps'), ...sourcesIn('libs')].filter((file) =>
    /\bRegExp\(/.test(readFileSync(resolve(file), 'utf8')),
  );
  const ofWords = Object.keys(asText).map((name) => `libs/domain/words/${kebab(name.replace('Pattern', ''))}.ts`);
  expect(making.sort()).toEqual(['apps/api/http/server.ts', 'libs/log-format/envelope-pattern.ts', ...ofWords].sort());
});

const kebab = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

it('SECURITY.md names only files that there are', () => {
  const named = [...readFileSync(resolve('SECURITY.md'), 'utf8').matchAll(/`((?:test|libs|apps|docs)\/[^`]+)`/g)];
  expect(named.length).toBeGreaterThan(15);
  for (const [, path = ''] of named) expect(() => readdirSync(resolve(path)).length).not.toThrow(/ENOENT/);
});
