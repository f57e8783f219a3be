import { csvOf } from '../../../apps/api/http/csv';

describe('a cell', () => {
  it('is never taken for a formula, nor for two cells or two lines', () => {
    const cells = ['=1+1', '+1', '-1', '@sum', '\tx', 'a;b', 'a"b', 'a\r\nb', 'a'];
    const table = csvOf(
      cells.map((name) => ({ name })),
      ['name'],
    );
    expect(table).toBe(`\uFEFFname\r\n'=1+1\r\n'+1\r\n'-1\r\n'@sum\r\n'\tx\r\n"a;b"\r\n"a""b"\r\n"a\r\nb"\r\na\r\n`);
  });
});
