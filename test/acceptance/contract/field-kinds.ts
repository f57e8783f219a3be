import { FieldFaultCode } from '@sigill/domain';

/** A value of the wrong kind, and what is said of it. */
export type WrongValue = readonly [value: unknown, code: FieldFaultCode];

const noTexts = [
  '',
  ' \n',
  '\u200b\u200d\ufeff',
  '\u3164\u115f',
  '\u0301\u0308',
  '\u{e0061}\u{e0062}',
  '😀😀',
  'a\u0007',
  'a\u202eb',
  'a\u030a',
  'q\u0323\u200d\u0330\u200d\u0307\u200d\u0304\u200d\u0301',
] as const;
const others = [7, true, {}, ['x']] as const;
const all = (values: readonly unknown[], code: FieldFaultCode): readonly WrongValue[] =>
  values.map((value) => [value, code]);

/** Text of so many code points, most of which take two units. */
export const longText = (codePoints: number): string => `a${'😀'.repeat(codePoints - 1)}`;

/** What is wrong with a field by the kind of word that it holds. */
export const kinds = {
  words: (limit: number): readonly WrongValue[] => [
    ...all(others, 'wrong-type'),
    ...all(noTexts, 'no-text'),
    [longText(limit + 1), 'too-long'],
    ['x'.repeat(limit + 1), 'too-long'],
  ],
  line: (limit: number): readonly WrongValue[] => [
    ...kinds.words(limit),
    ...all(['RS\n2026', 'RS 😀', '张伟', 'Lena\u200dSund'], 'no-text'),
  ],
  instant: [
    ...all(others, 'wrong-type'),
    ...all(
      ['', 'nyss', '2026-11-20', '2026-11-20T25:00:00Z', '2026-11-20T08:00:00', '2026-W47-5', '9999-12-31T23:59:59Z'],
      'no-instant',
    ),
  ],
  date: [
    ...all(others, 'wrong-type'),
    ...all(['', 'i morgon', '2026-02-30', '22/11/2026', '2026-11-22T00:00:00Z', '9999-12-31', '0000-01-01'], 'no-date'),
  ],
  hsaId: [...all(others, 'wrong-type'), ...all(['', 'Partille', 'SE2321000131-', 'se2321000131-E1'], 'no-hsa-id')],
  number: [
    ...all([201701012393, true, {}, ['201701012393']], 'wrong-type'),
    ...all(
      ['', '2017-01-01-2393', ' 201701012393', '２０１７０１０１２３９３', '1701012393', `${'9'.repeat(40)}`],
      'no-number',
    ),
    ...all(['201701012394', '201702302399', '201701010000', '202701012391', '201713002390'], 'wrong-number'),
  ],
  id: [...all(others, 'wrong-type'), ...all(['', 'nej', '{3f0c1a52-6b1e-4b57-9d0a-0f3c8e5a7b11}'], 'no-id')],
  mail: [
    ...all(others, 'wrong-type'),
    ...all(
      ['', 'x', 'a@vgr.example, b@vgr.example', 'a@b.se\r\nBcc: c@d.se', 'Ssk <ssk@vgr.example>', '"a b"@vgr.example'],
      'no-mail-address',
    ),
  ],
  phone: [...all(others, 'wrong-type'), ...all(['', '11', 'ring mig', '--- ---', '1'.repeat(31)], 'no-phone')],
  vgrId: [...all(others, 'wrong-type'), ...all(['', 'v9', 'v90 101', 'å90101', 'v'.repeat(21)], 'no-vgr-id')],
  hash: [...all(others, 'wrong-type'), ...all(['', 'A'.repeat(64), 'a'.repeat(63)], 'no-hash')],
  option: [...all(others, 'wrong-type'), ...all(['', 'maybe', 'toString', ' granted'], 'not-an-option')],
  flag: all(['true', 1, {}, []], 'wrong-type'),
  wholeNumber: (most?: number): readonly WrongValue[] => [
    ...all(['1', 1.5, true, {}, [], 2 ** 53], 'wrong-type'),
    ...all([0, -1, ...(most === undefined ? [] : [most + 1])], 'not-an-option'),
  ],
  list: (least: number): readonly WrongValue[] => [
    ...all([7, true, {}, 'x'], 'wrong-type'),
    ...all([Array.from({ length: 51 }, () => 'x'), ...(least > 0 ? [[]] : [])], 'wrong-count'),
  ],
  record: all([7, true, 'x', [], [{}], [null]], 'wrong-type'),
  member: all([7, true, 'x', [], [[]], [{}], null], 'wrong-type'),
} as const satisfies Readonly<Record<string, readonly WrongValue[] | ((of: number) => readonly WrongValue[])>>;

/** `!` after the pointer: the field is required. A `*` is any member of a list. */
export type Fields = Readonly<Record<string, readonly WrongValue[]>>;

/** A body that each route can use, and what its fields are. */
export interface BodyOfRoute {
  readonly route: string;
  readonly by: string;
  readonly body: Readonly<Record<string, unknown>>;
  readonly fields: Fields;
}
