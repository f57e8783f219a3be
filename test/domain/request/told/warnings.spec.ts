import { RequestState, WarningCode, warningTexts } from '@sigill/domain';
import { stateAfter } from '../../../support/domain/asking';
import { blocked, execute, past, receipt, urgentPast } from '../../../support/domain/block-case';
import { found, inForceBefore, nextHour, opened, procedureOf, step, walk } from '../../../support/domain/journey';
import {
  child,
  date,
  executor,
  father,
  instant,
  lerum,
  mother,
  registerOf,
  requestId,
  teenager,
} from '../../../support/domain/people';
import {
  died,
  dying,
  journeyOf,
  plain,
  protect,
  stateOf,
  warned,
  withRegister,
} from '../../../support/domain/warning-cases';

const block = stateAfter(past.registered);
const call = stateAfter(urgentPast.called);
const staffSeal = inForceBefore('seal.staff', 501);
const extension = inForceBefore('extension.guardian', 502);

const voided = (item: string) => ({
  type: 'ExecutionCorrected' as const,
  occurredAt: nextHour(stateAfter(past.closed)),
  persons: [],
  data: {
    ...{ by: executor, at: nextHour(stateAfter(past.closed)), reason: 'Fel barn.', register: registerOf(child.id) },
    receipts: [{ ...receipt(item, instant('2026-11-23T13:00:00.000Z')), voided: true }],
  },
});
const blockedBefore = inForceBefore('block', 505);
const ending = opened(procedureOf('block-end'), 'ordinary', {
  number: 506,
  at: instant('2026-11-23T06:00:00.000Z'),
  others: [blockedBefore],
});
const endedElsewhere = walk(ending, 'executed').state;
const endingAsked: RequestState = { ...endedElsewhere, receipts: {} };

/** A case in which the warning is given, and the same case without its reason. */
const table: Readonly<
  Record<WarningCode, { readonly with: readonly WarningCode[]; readonly without: readonly WarningCode[] }>
> = {
  deceased: {
    with: warned(withRegister(block, { patient: died(block.patient) })),
    without: warned(withRegister(block, { patient: dying(block.patient) })),
  },
  'no-longer-in-register': {
    with: warned(block, [], { inRegister: false }),
    without: warned({ ...block, state: 'closed', outcome: 'withdrawn' }, [], { inRegister: false }),
  },
  'guardian-not-in-measure': {
    with: warned(blockedBefore, [], { guardiansNotInMeasure: [father.id] }),
    without: warned({ ...blockedBefore, receipts: {} }, [], { guardiansNotInMeasure: [father.id] }),
  },
  'another-seal-in-force': {
    with: warned(stateOf('seal.protected-identity'), [staffSeal]),
    without: warned(stateOf('seal.protected-identity'), [inForceBefore('block', 503)]),
  },
  'siblings-not-assessed': {
    with: warned(block, [], { siblingsLeft: [teenager.id] }),
    without: warned(block),
  },
  'extension-still-set': {
    with: warned({ ...block, patient: teenager.id }, [extension]),
    without: warned({ ...block, patient: teenager.id, guardians: [father.id] }, [extension]),
  },
  'other-guardian-affected': {
    with: warned(withRegister(stateOf('seal.staff'), { guardians: [protect(mother.id), plain(father.id)] })),
    without: warned(withRegister(stateOf('seal.staff'), { guardians: [protect(mother.id), protect(father.id)] })),
  },
  'seal-without-lock': {
    with: warned(
      step(
        walk(journeyOf('seal.staff'), 'submitted'),
        execute(receipt('journal-sealed', instant('2026-11-23T10:00:00.000Z'))),
      ).state,
    ),
    without: warned(walk(journeyOf('seal.staff'), 'executed').state),
  },
  'protected-register-flag': {
    with: warned(withRegister(block, { guardians: [plain(mother.id), protect(father.id)] })),
    without: warned(withRegister(block, { guardians: [plain(mother.id), plain(father.id)] })),
  },
  'guardian-deceased': {
    with: warned(block, [], { register: registerOf(child.id, { guardians: [died(mother.id), plain(father.id)] }) }),
    without: warned(block, [], { register: registerOf(child.id, { guardians: [dying(mother.id), plain(father.id)] }) }),
  },
  'guardian-not-registered': {
    with: warned(block, [], { register: registerOf(child.id, { guardians: [] }) }),
    without: warned(stateOf('seal.staff'), [], { register: registerOf(child.id, { guardians: [] }) }),
  },
  'caller-not-in-directory': { with: warned(call, [], { callerKnown: false }), without: warned(call) },
  'head-not-in-directory': { with: warned(call, [], { headKnown: false }), without: warned(call) },
  'block-without-effect': {
    with: warned(block, [], { birthDate: date('2010-11-23') }),
    without: warned(block, [], { birthDate: date('2010-11-24') }),
  },
  'open-request-exists': {
    with: warned(call, [{ ...block, id: requestId(2) }]),
    without: warned(call, [{ ...block, id: requestId(2), state: 'closed', outcome: 'withdrawn' }]),
  },
  'receipts-missing': {
    with: warned(stateAfter([...past.closed, voided(blocked(mother.id))])),
    without: warned(stateAfter([...past.closed, voided('registry-reference-noted')])),
  },
  'measure-ended-elsewhere': {
    with: warned(blockedBefore, [endedElsewhere]),
    without: warned(blockedBefore, [endingAsked]),
  },
  'register-shows-no-protection': {
    with: warned(stateOf('seal.protected-identity')),
    without: warned(
      withRegister(stateOf('seal.protected-identity'), { guardians: [protect(mother.id), plain(father.id)] }),
    ),
  },
  'other-units-measure': {
    with: warned({ ...ending.state, unit: lerum }, [blockedBefore]),
    without: warned(ending.state, [blockedBefore]),
  },
};
const codes = Object.keys(warningTexts) as readonly WarningCode[];

describe('a warning', () => {
  it('is named in the table above, with a text in both languages', () => {
    expect(Object.keys(table).sort()).toStrictEqual([...codes].sort());
    for (const { sv, en } of Object.values(warningTexts))
      expect([sv.length > 20, en.length > 20]).toStrictEqual([true, true]);
  });

  it.each(codes)('%s is given where it holds, and not where it does not', (code) => {
    expect(table[code].with).toContain(code);
    expect(table[code].without).not.toContain(code);
  });

  it('is none in a plain case of any procedure', () => {
    for (const name of ['extension.minor', 'extension.guardian', 'block', 'seal.staff', 'seal.patient'])
      expect(warned(stateOf(name))).toStrictEqual([]);
  });

  it('comes with others, in one order', () => {
    const state = withRegister({ ...block, patient: teenager.id }, { guardians: [protect(mother.id)] });
    expect(warned(state, [extension], { siblingsLeft: [child.id] })).toStrictEqual([
      'siblings-not-assessed',
      'extension-still-set',
      'protected-register-flag',
      'guardian-not-registered',
    ]);
  });
});

describe('whoever was heard as head of operations', () => {
  it('is warned of when the directory knows him or her as nothing of the kind', () => {
    expect(warned(block, [], { consultedHeadsKnown: false })).toStrictEqual(['head-not-in-directory']);
  });
});

describe('another seal', () => {
  it('is not the one that an ending is about', () => {
    const unseal = opened(procedureOf('unseal.staff'), 'ordinary', {
      number: 1,
      at: instant('2026-11-23T06:00:00.000Z'),
      others: [staffSeal],
    }).state;
    expect(warned(unseal, [staffSeal])).not.toContain('another-seal-in-force');
    expect(warned(unseal, [staffSeal, inForceBefore('seal.protected-identity', 504)])).toContain(
      'another-seal-in-force',
    );
  });

  it('is no matter to a block', () => expect(warned(block, [staffSeal])).toStrictEqual([]));
});

describe('an extension', () => {
  it('is no longer set when it ended, or was removed for this block', () => {
    const blocking = walk(
      opened(procedureOf('block'), 'ordinary', {
        number: 1,
        at: instant('2026-11-23T06:00:00.000Z'),
        others: [extension],
        changes: { patient: found(teenager) },
      }),
      'submitted',
    );
    expect(warned(blocking.state, [extension])).toContain('extension-still-set');
    const removed = step(blocking, execute(receipt('minor-access-removed', nextHour(blocking.state)))).state;
    expect(warned(removed, [extension])).not.toContain('extension-still-set');
    expect(warned(blocking.state, [extension], { today: date('2028-01-01') })).not.toContain('extension-still-set');
  });
});

describe('the other guardian', () => {
  it('is not affected by a block, nor mentioned when the child itself is protected', () => {
    const guardians = [protect(mother.id), plain(father.id)];
    expect(warned(withRegister(block, { guardians }))).not.toContain('other-guardian-affected');
    const sealed = { ...stateOf('seal.staff') };
    const patient = protect(sealed.patient);
    expect(warned(withRegister(sealed, { patient, guardians }))).not.toContain('other-guardian-affected');
  });
});

describe('an open request of the ordinary track', () => {
  it('is no warning to another ordinary one, nor of another procedure', () => {
    const other = { ...block, id: requestId(2) };
    expect(warned(block, [other])).toStrictEqual([]);
    expect(warned(call, [{ ...stateOf('seal.staff'), id: requestId(2) }])).toStrictEqual([]);
    expect(warned(call, [{ ...call, id: requestId(2) }])).toStrictEqual([]);
  });
});
