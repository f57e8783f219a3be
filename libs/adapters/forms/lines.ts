/** Breaks a text at its spaces into lines of at most `width`; a word that is wider alone is cut between letters.
 *  A line that ends at a space keeps it, so that the lines joined are the text. Time is linear in the text's length. */
export function breakLines(text: string, width: number, widthOf: (text: string) => number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ').filter((part) => part !== '')) {
    const [first = '', ...rest] = fits(word, width, widthOf) ? [word] : cut(word, width, widthOf);
    if (line === '') line = first;
    else if (widthOf(`${line} ${first}`) <= width) line = `${line} ${first}`;
    else {
      lines.push(`${line} `);
      line = first;
    }
    for (const piece of rest) {
      lines.push(line);
      line = piece;
    }
  }
  return line === '' ? lines : [...lines, line];
}

const longestWord = 80;
/** A letter with its marks, as far as a person puts them. (Intl.Segmenter takes time with the square of the length.) */
const letters = /.\p{M}{0,7}/gsu;

function fits(word: string, width: number, widthOf: (text: string) => number): boolean {
  return word.length <= longestWord && widthOf(word) <= width;
}

function cut(word: string, width: number, widthOf: (text: string) => number): readonly string[] {
  const pieces: string[] = [];
  let piece = '';
  let used = 0;
  for (const [part] of word.matchAll(letters)) {
    const wide = widthOf(part);
    if (piece !== '' && used + wide > width) {
      pieces.push(piece);
      piece = '';
      used = 0;
    }
    piece += part;
    used += wide;
  }
  return [...pieces, piece];
}
