import { onceEach } from '../../../libs/domain/words/once-each';

describe('what is made once of each object', () => {
  it('is made again for another object, though it is equal, and never for the same', () => {
    const made: object[] = [];
    const counted = onceEach((one: { readonly of: number }) => {
      made.push(one);
      return one.of;
    });
    const [first, equal] = [{ of: 1 }, { of: 1 }];
    expect([counted(first), counted(equal), counted(first)]).toEqual([1, 1, 1]);
    expect(made).toEqual([first, equal]);
  });

  it('is kept, also where it is nothing', () => {
    let times = 0;
    const nothing = onceEach(() => void (times += 1));
    const one = {};
    expect([nothing(one), nothing(one), times]).toEqual([undefined, undefined, 1]);
  });
});
