import { actionTitles, procedures, warningTexts } from '@sigill/domain';
import { faultTexts } from '../../apps/api/http/fault-texts';
import { problemTexts } from '../../apps/api/http/problem-texts';

const svOf = (value: unknown): readonly string[] => {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, member]) =>
    name === 'sv' && typeof member === 'string' ? [member] : svOf(member),
  );
};

/** Every Swedish text that stands in a table: problems, refusals, faults, warnings, titles, questions and their options. */
const texts = svOf([problemTexts, faultTexts, warningTexts, actionTitles, procedures]);

/** Words that no one at a clinic uses, with what is said instead. */
const unidiomatic: readonly (readonly [RegExp, string])[] = [
  [/biljett/i, 'åtkomsttoken'],
  [/kvitto/i, 'kvittens'],
  [/logga in i 1177/, 'logga in på 1177'],
  [/(brådskande|ordinarie) väg/, 'handläggning'],
  [/av ett skäl/, 'ange skäl'],
  [/^Är (det|risken|menprövningen|syskonen|registret) /, 'har … bedömts, gjorts, vägts in'],
];

describe('a Swedish text', () => {
  it('is there for everything that a person is told', () => expect(texts.length).toBeGreaterThan(200));

  it.each(unidiomatic)('has no %s (%s)', (words) => {
    expect(texts.filter((text) => words.test(text))).toEqual([]);
  });

  it.each([
    ['unauthenticated', 'Skicka en giltig åtkomsttoken i Authorization: Bearer.'],
    [
      'person-number-type',
      'Den som har samordningsnummer eller reservnummer kan inte logga in på 1177. Det finns ingen åtkomst att ändra.',
    ],
    ['consultation-missing', 'Det obligatoriska samrådet saknas. Håll och anteckna det före beslutet.'],
    ['urgent-not-allowed', 'Ett ärende av det här slaget kan inte tas i brådskande handläggning.'],
    ['receipts-missing', 'En obligatorisk åtgärd saknar giltig kvittens.'],
  ] as const)('of %s reads as staff write', (code, detail) => {
    expect(problemTexts[code].detail.sv).toBe(detail);
  });
});
