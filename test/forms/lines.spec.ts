import { breakLines } from '../../libs/adapters/forms/lines';

const perLetter = (text: string) => [...text].length;

describe('breaking a text into lines', () => {
  it('breaks at spaces and keeps the space, so that the lines joined are the text', () => {
    expect(breakLines('gäller från och med i dag', 10, perLetter)).toEqual(['gäller ', 'från och ', 'med i dag']);
  });

  it('gives no line for an empty text', () => {
    expect(breakLines('', 10, perLetter)).toEqual([]);
  });

  it('cuts a word that is wider than the line, and goes on after it', () => {
    expect(breakLines('en vårdnadshavares dag', 6, perLetter)).toEqual(['en ', 'vårdna', 'dshava', 'res ', 'dag']);
  });

  it('never cuts between a letter and its marks', () => {
    expect(breakLines('aaao\u0308\u0301o', 4, perLetter)).toEqual(['aaa', 'o\u0308\u0301o']);
  });

  it('takes time in step with the length, not with its square', () => {
    let measured = 0;
    const lines = breakLines('x'.repeat(100_000), 80, (text) => {
      measured += text.length;
      return text.length;
    });
    expect(lines).toEqual(Array(1250).fill('x'.repeat(80)));
    expect(measured).toBeLessThan(200_000);
  });
});
