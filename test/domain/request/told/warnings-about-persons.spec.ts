import { stateAfter } from '../../../support/domain/asking';
import { execute, past, receipt, unblocked, urgentPast } from '../../../support/domain/block-case';
import { inForceBefore, nextHour, opened, procedureOf, step, walk } from '../../../support/domain/journey';
import { child, father, instant, mother, registerOf, teenager } from '../../../support/domain/people';
import { died, plain, protect, stateOf, warned, warnedOf, withRegister } from '../../../support/domain/warning-cases';

const block = stateAfter(past.registered);
const call = stateAfter(urgentPast.called);

describe('a guardian who is no more', () => {
  const gone = registerOf(child.id, { guardians: [died(mother.id)] });
  const namedBoth = { ...block, guardians: [mother.id, father.id] };

  it('is named by the warning: the deceased, and whoever the register no longer knows as guardian', () => {
    expect(warnedOf(namedBoth, [], { register: gone })).toStrictEqual([
      { code: 'guardian-deceased', persons: [mother.id] },
      { code: 'guardian-not-registered', persons: [father.id] },
    ]);
  });

  it('is deceased by the answer that the case has, where today’s leaves the deceased out', () => {
    const state = withRegister(namedBoth, { guardians: [died(mother.id), plain(father.id)] });
    expect(warned(state, [], { register: registerOf(child.id, { guardians: [plain(father.id)] }) })).toStrictEqual([
      'guardian-deceased',
      'guardian-not-registered',
    ]);
  });

  it('is no matter of a case that is over and of which nothing stands', () => {
    const over = { ...namedBoth, state: 'closed', outcome: 'withdrawn' } as const;
    expect(warned(over, [], { register: gone })).toStrictEqual([]);
    const standingBlock = { ...stateAfter(past.closed) };
    expect(warned(standingBlock, [], { register: gone })).toContain('guardian-deceased');
  });

  it('is asked about in what renews or ends a block, too', () => {
    const before = inForceBefore('block', 505);
    const end = opened(procedureOf('block-end'), 'ordinary', {
      number: 1,
      at: instant('2026-11-23T06:00:00.000Z'),
      others: [before],
    }).state;
    const none = registerOf(end.patient, { guardians: [] });
    expect(warned(end, [before], { register: none })).toContain('guardian-not-registered');
  });
});

describe('a warning about persons', () => {
  it('names those whose block another request ended', () => {
    const before = inForceBefore('block', 505);
    const at = instant('2026-11-23T06:00:00.000Z');
    const end = walk(opened(procedureOf('block-end'), 'ordinary', { number: 506, at, others: [before] }), 'submitted');
    const ended = step(end, execute(receipt(unblocked(mother.id), nextHour(end.state)))).state;
    expect(warnedOf(before, [ended])).toStrictEqual([{ code: 'measure-ended-elsewhere', persons: [mother.id] }]);
  });

  it('tells whom', () => {
    const guardians = [protect(mother.id), plain(father.id)];
    expect(warnedOf(block, [], { siblingsLeft: [teenager.id] })).toStrictEqual([
      { code: 'siblings-not-assessed', persons: [teenager.id] },
    ]);
    const seal = withRegister(stateOf('seal.staff'), { guardians });
    expect(warnedOf(seal)).toStrictEqual([
      { code: 'other-guardian-affected', persons: [father.id] },
      { code: 'protected-register-flag', persons: [mother.id] },
    ]);
    expect(warnedOf(call, [], { callerKnown: false })).toStrictEqual([
      { code: 'caller-not-in-directory', persons: null },
    ]);
  });
});
