import { LegalDate, vgrPolicies } from '@sigill/domain';
import fc from 'fast-check';
import { livedBy, Lived } from './life';
import { linesByOracle } from './oracle';
import { linesByProgram, Program } from './program';
import { Asked, questionsOf } from './questions';
import { families } from './throws';

export interface Runs {
  readonly seed: number;
  readonly numRuns: number;
}

/** What the families came to: how many questions, and which answers. */
export interface Reached {
  questions: number;
  readonly answers: Set<string>;
  readonly deeds: Map<string, number>;
}

export const nothingReached = (): Reached => ({ questions: 0, answers: new Set(), deeds: new Map() });

/** The program answers every question about every family as the oracle does. Families are not made smaller when it does not: that
 *  takes minutes, and the whole story is told. @throws where it does not, with both answers */
export function judgeFamilies(program: Program, reached: Reached, runs: Runs): void {
  fc.assert(
    fc.property(families, (family) => {
      const lived = livedBy(family);
      note(lived, reached);
      for (const asked of questionsOf(lived.story, lived.story.told.length)) {
        const expected = linesByOracle(lived.story, asked, vgrPolicies);
        const told = linesByProgram(program, lived, asked, vgrPolicies);
        for (const line of expected.flat()) reached.answers.add(answerIn(line));
        reached.questions += asked.days.length;
        asked.days.forEach((on, index) => {
          const lines = { told: told[index]!, expected: expected[index]! };
          if (lines.told.join() !== lines.expected.join()) throw new Error(difference(lived, asked, on, lines));
        });
      }
    }),
    { ...runs, endOnFailure: true },
  );
}

/** Without the reader and the request behind it. */
const answerIn = (line: string): string =>
  line
    .split(' ')
    .filter((_, index) => [1, 2, 4].includes(index))
    .join(' ');

function note({ story }: Lived, { deeds }: Reached): void {
  for (const one of story.told) {
    const name = one.does === 'open' ? `open ${one.track} ${one.procedure}` : one.does;
    deeds.set(name, (deeds.get(name) ?? 0) + 1);
  }
}

function difference(
  { story }: Lived,
  { knownAt }: Asked,
  on: LegalDate,
  { told, expected }: { readonly told: readonly string[]; readonly expected: readonly string[] },
): string {
  const lines = [
    ...expected.filter((line) => !told.includes(line)).map((line) => `expected ${line}`),
    ...told.filter((line) => !expected.includes(line)).map((line) => `told     ${line}`),
  ];
  const life = story.told.map((one) => JSON.stringify(one));
  return [`on ${on}, known at ${knownAt}, born ${story.birthDate}:`, ...lines, ...life].join('\n');
}
