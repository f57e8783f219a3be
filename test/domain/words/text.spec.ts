import { isLine, isText, isWords, parseName } from '@sigill/domain';

describe('a text', () => {
  it.each([
    ['of letters of any script over several lines', 'Oro för barnet.\nمحمد 张伟'],
    ['that is blank', ' \n'],
    ['of as many code points as allowed, however many units they take', '😀'.repeat(40)],
    ['with four marks over a letter', 'q\u0323\u0330\u0307\u0304'],
  ])('may be one %s', (_, text) => expect(isText(text, 40)).toBe(true));

  it.each([
    ['of one code point too many', 'a'.repeat(41)],
    ['of one emoji too many', '😀'.repeat(41)],
    ['that is not composed', 'A\u030asa'],
    ['with a control character', 'a\u0007b'],
    ['with a tabulator', 'a\tb'],
    ['with a carriage return', 'a\r\nb'],
    ['with a line separator', 'a\u2028b'],
    ['with half a character', 'a\ud83d'],
    ['that turns the direction of reading', 'a\u202eb'],
    ['that isolates a direction', 'a\u2066b'],
    ['with five marks over a letter', 'q\u0323\u0330\u0307\u0304\u0301'],
  ])('is never one %s', (_, text) => expect(isText(text, 40)).toBe(false));
});

describe('words', () => {
  it.each(['Nej', '7', '-1-', '½ pt', '张'])('may be %j', (text) => expect(isWords(text, 40)).toBe(true));

  it.each(['', ' ', '\n', '…', '\u200b', '\u3164', '\u0301', '😀'])('are never %j: nothing there can be read', (text) =>
    expect(isWords(text, 40)).toBe(false),
  );
});

describe('a line', () => {
  it('is words that the form can print', () => {
    expect(isLine('Åsa Öst-Ærø', 11)).toBe(true);
    expect(isLine('Åsa Öst-Ærø', 10)).toBe(false);
    expect(isLine('张伟', 10)).toBe(false);
    expect(isLine('Karin\nVik', 10)).toBe(false);
    expect(isLine('--', 10)).toBe(false);
  });
});

describe('a name from a register or an issuer', () => {
  it('is given back composed, in any script', () => {
    expect(parseName('A\u030asa 张伟')).toBe('Åsa 张伟');
    expect(parseName('å'.repeat(200))).toBe('å'.repeat(200));
  });

  it.each(['', 'å'.repeat(201), 'Karin\nVik', 'Karin\u200dVik', '\ud800'])('is never %j', (text) =>
    expect(parseName(text)).toBeNull(),
  );
});
