import { Chance } from './chance';

/** What must never come back: of nobody in the register, so that no honest answer holds them. */
export const secrets = {
  numbers: ['19121212-1212', '191212121212', '20990101-1234', '209901011234'],
  words: ['Kanariefågel', 'kanarie@vgr.example'],
} as const;

const texts: readonly string[] = [
  ...[
    '',
    ' ',
    '\n',
    'null',
    'undefined',
    'NaN',
    '[object Object]',
    '<script>alert(1)</script>',
    '{{7*7}}',
    '${x}',
    '%s%n',
  ],
  ...[
    "'; DROP TABLE events; --",
    '../../etc/passwd',
    'x'.repeat(5000),
    '\u202e',
    '\u0000',
    '\ud800',
    'A\u030a',
    '\u200b',
  ],
  ...[
    'الاسم',
    '张伟',
    'đŋŧ',
    '👩‍👩‍👧',
    'a\u0301\u0301\u0301\u0301\u0301',
    '0',
    '-1',
    '1e400',
    '2026-02-30',
    '24:00',
    '9999-12-31',
  ],
  ...['2026-11-20T08:00:00Z', '0001-01-01', '201701012393', '20170101-2393', 'SE2321000131-E000000990001'],
  ...[
    '3f0c1a52-6b1e-4b57-9d0a-0f3c8e5a7b11',
    '00000000-0000-0000-0000-000000000000',
    '__proto__',
    'constructor',
    '$all',
  ],
  ...secrets.numbers,
];

/** For a name: the name of an unknown field is told, unless it holds a number. */
export const oddText = (chance: Chance): string => chance.of(texts);

export function oddValue(chance: Chance, depth = 0): unknown {
  switch (chance.below(depth > 3 ? 6 : 9)) {
    case 0:
      return null;
    case 1:
      return chance.happens(0.5);
    case 2:
      return chance.of([0, -1, 1, 2 ** 53, 1.5, 1e308, -0, 201701012393]);
    case 6:
      return Array.from({ length: chance.below(4) }, () => oddValue(chance, depth + 1));
    case 7:
      return Object.fromEntries([[chance.of([...texts, 'answer', 'item']), oddValue(chance, depth + 1)]]);
    case 8:
      return Array.from({ length: 60 }, () => 'x');
    default:
      return chance.of([...texts, ...secrets.words]);
  }
}

/** The body with one thing wrong: a member that is left out, odd, or there for no reason; or not JSON at all. */
export function spoilt(chance: Chance, body: unknown): string {
  const text = JSON.stringify(body);
  if (chance.happens(0.05))
    return chance.of(['', '[]', 'null', '"x"', text.slice(0, -1), `${text}${text}`, '{"a":1,"a":2}']);
  const copy = JSON.parse(text) as unknown;
  spoil(chance, copy);
  return JSON.stringify(copy);
}

function spoil(chance: Chance, value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  const holder = value as Record<string, unknown>;
  const names = Object.keys(holder);
  const name = names.length === 0 || chance.happens(0.15) ? oddText(chance) : chance.of(names);
  const inside = Object.hasOwn(holder, name) ? holder[name] : undefined;
  if (typeof inside === 'object' && inside !== null && chance.happens(0.6)) spoil(chance, inside);
  else if (chance.happens(0.2)) Reflect.deleteProperty(holder, name);
  else Object.defineProperty(holder, name, { value: oddValue(chance), enumerable: true, configurable: true });
}
