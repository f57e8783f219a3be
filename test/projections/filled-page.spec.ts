import { filledPage } from '../../libs/application/queries/filled-page';

const all = Array.from({ length: 40 }, (_, number) => number + 1);

/** Page by page to the end. */
async function pages(limit: number, isShown: (number: number) => boolean): Promise<readonly (readonly number[])[]> {
  const read: (readonly number[])[] = [];
  let next: number | null = null;
  do {
    const page: { rows: readonly number[]; next: number | null } = await filledPage<number, number>(limit, next, {
      read: (after, count) => all.filter((one) => one > (after ?? 0)).slice(0, count),
      isShown,
      placeOf: (row) => row,
    });
    read.push(page.rows);
    next = page.next;
  } while (next !== null);
  return read;
}

describe('a page of a list whose rows are judged before they are shown', () => {
  it.each([
    ['every row', () => true, [10, 10, 10, 10]],
    ['every third row', (one: number) => one % 3 === 0, [10, 3]],
    ['only late rows', (one: number) => one > 35, [5]],
    ['only early rows', (one: number) => one <= 10, [10]],
    ['one row more than a page, at the very end', (one: number) => one <= 10 || one === 40, [10, 1]],
    ['no row', () => false, [0]],
  ])('is full as long as there are any, where the caller may see %s', async (_, isShown, lengths) => {
    const found = await pages(10, isShown);
    expect(found.flat()).toEqual(all.filter(isShown));
    expect(found.map(({ length }) => length)).toEqual(lengths);
  });
});
