import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { scenarios } from './scenario-table';

const specs = new Map<string, string>();
const textOf = (spec: string): string => {
  const text = specs.get(spec) ?? readFileSync(join(__dirname, '../..', spec), 'utf8');
  specs.set(spec, text);
  return text;
};

describe('the fifty scenarios', () => {
  it('are all there, each once, in their order', () => {
    expect(scenarios.map(({ number }) => number)).toEqual(Array.from({ length: 50 }, (_, index) => index + 1));
  });

  it.each(scenarios.map(({ number, title, ...rest }) => [number, title, rest] as const))(
    '%d, "%s", is held by tests that exist, or it is said why not',
    (_number, title, { heldBy, left }) => {
      expect(title).toMatch(/\S{2}/);
      if (heldBy.length === 0 || left !== undefined) expect(left).toMatch(/\S{2}.*\.$/);
      for (const [spec, test] of heldBy) expect(textOf(spec)).toContain(`'${test}',`);
    },
  );

  it.each(['blocks', 'seals', 'extensions'])('name every test of %s.spec.ts that bears a number', (file) => {
    const spec = `acceptance/scenarios/${file}.spec.ts`;
    const numbered = [...textOf(spec).matchAll(/^ {2}it\('((\d+): [^']*)'/gm)];
    for (const [, test = '', number] of numbered)
      expect(scenarios[Number(number) - 1]?.heldBy).toContainEqual([spec, test]);
  });
});
