import { inForce, measuresOf, RequestCommand, RequestState, standing, stands, TracedMeasure } from '@sigill/domain';
import { given, stateAfter } from '../../support/domain/asking';
import {
  allReceipts,
  blocked,
  execute,
  executedWith,
  hour,
  past,
  receipt,
  unblocked,
  urgentPast,
} from '../../support/domain/block-case';
import { begin, found, inForceBefore, opened, procedureOf, step, walk } from '../../support/domain/journey';
import { child, date, father, instant, mother, partille, teenager } from '../../support/domain/people';

const day = '2026-11-23';
const periods = (requests: readonly RequestState[]) =>
  measuresOf(requests).map(({ kind, person, from, until }) => [kind, person, from, until] as const);
const openedFrom = (validFrom: string) => {
  const [opening, assessed, consulted, granted, submitted] = past.submitted;
  const first = { ...granted, data: { ...granted.data, validFrom: date(validFrom) } };
  return [opening, assessed, consulted, first, submitted] as const;
};
const executedAt = (validFrom: string, ...receipts: ReturnType<typeof receipt>[]): RequestState =>
  stateAfter([...openedFrom(validFrom), executedWith(receipts, false)]);

describe('a block', () => {
  it('is in force by its own receipt, for each guardian apart, never by the decision', () => {
    expect(measuresOf([stateAfter(past.submitted)])).toStrictEqual([]);
    expect(measuresOf([executedAt(day, receipt(blocked(father.id), hour(13)))])).toStrictEqual([
      {
        kind: 'block',
        request: stateAfter(past.submitted).id,
        procedure: 'block',
        patient: child.id,
        person: father.id,
        unit: null,
        from: day,
        until: null,
        endedBy: null,
        events: [{ request: stateAfter(past.submitted).id, revision: stateAfter(past.submitted).revision + 1 }],
      } satisfies Record<keyof TracedMeasure, unknown>,
    ]);
    expect(measuresOf([stateAfter(past.executed)]).map(({ person }) => person)).toStrictEqual([mother.id, father.id]);
  });

  it.each([
    ['the day of the receipt, when that is later', '2026-11-20', '2026-11-23T13:00:00.000Z', '2026-11-23'],
    ['the first day decided, when that is later', '2027-02-01', '2026-11-23T13:00:00.000Z', '2027-02-01'],
    ['the Swedish day of the receipt', '2026-11-20', '2026-11-23T23:30:00.000Z', '2026-11-24'],
  ])('begins on %s', (_, validFrom, performedAt, from) => {
    const state = executedAt(validFrom, receipt(blocked(mother.id), instant(performedAt)));
    expect(measuresOf([state])[0]).toMatchObject({ from, until: null });
  });

  it('on the urgent track begins on the day of the receipt alone, also when that lies before the entry', () => {
    const performed = allReceipts(instant('2026-11-20T02:52:00.000Z'));
    const later = { ...urgentPast.called[0], data: { ...urgentPast.called[0].data, validFrom: date('2027-01-01') } };
    const state = stateAfter([later, executedWith(performed, true)]);
    expect(periods([state])).toStrictEqual([
      ['block', mother.id, '2026-11-20', null],
      ['block', father.id, '2026-11-20', null],
    ]);
  });

  it('on the urgent track stays when it is overturned, until its ending is executed', () => {
    const overturned = given(...urgentPast.consulted, past.refused[3]).state;
    expect(overturned.outcome).toBe('refused');
    expect(periods([overturned])).toHaveLength(2);
  });

  it('has no end, whatever review was set', () => {
    const reviewed = { ...stateAfter(past.executed), reviewBy: date('2026-12-01') };
    expect(measuresOf([reviewed]).every(({ until }) => until === null)).toBe(true);
  });
});

describe('an ending', () => {
  const block = inForceBefore('block', 500);
  const ending = (changes: Parameters<typeof begin>[2] = {}) =>
    walk({ ...begin(procedureOf('block-end'), 'ordinary', changes), others: [block] }, 'submitted');
  const ended = (performedAt: string, changes = {}) =>
    step(ending(changes), execute(receipt(unblocked(mother.id), instant(performedAt))), {
      now: instant('2026-11-24T12:00:00.000Z'),
    }).state;

  it('ends what another request began, for its own guardian, on the first day without it', () => {
    expect(periods([block, ended('2026-11-24T10:00:00.000Z')])).toStrictEqual([
      ['block', mother.id, '2026-10-20', '2026-11-24'],
      ['block', father.id, '2026-10-20', null],
    ]);
  });

  it('does so whichever request is told first', () => {
    const end = ended('2026-11-24T10:00:00.000Z');
    expect(periods([end, block])).toStrictEqual(periods([block, end]));
  });

  it('ends from its own first day, when that is later than the receipt', () => {
    const changes = { validFrom: date('2027-01-15') };
    expect(periods([block, ended('2026-11-24T10:00:00.000Z', changes)])[0]).toStrictEqual([
      'block',
      mother.id,
      '2026-10-20',
      '2027-01-15',
    ]);
  });

  it('ends nothing by its decision alone, nor a measure of another request', () => {
    expect(periods([block, ending().state]).every(([, , , until]) => until === null)).toBe(true);
    const other = { ...inForceBefore('block', 501), id: block.opened.by.hsaId as never };
    expect(periods([other, ended('2026-11-24T10:00:00.000Z')]).every(([, , , until]) => until === null)).toBe(true);
  });

  it('is told of the measure that it ends, and of no other', () => {
    const { state } = walk({ ...begin(procedureOf('block-end'), 'ordinary'), others: [block] }, 'executed');
    const other = inForceBefore('block', 502);
    const traced = measuresOf([block, other, state]).map(({ request, endedBy }) => [request, endedBy]);
    expect(traced).toStrictEqual([
      [block.id, state.id],
      [block.id, state.id],
      [other.id, null],
      [other.id, null],
    ]);
  });

  it('is undone by voiding its receipt', () => {
    const void1: RequestCommand = {
      action: 'correction',
      data: { step: 'execution', reason: 'Fel person.', receipts: [{ item: unblocked(mother.id), voided: true }] },
    };
    const journey = walk({ ...begin(procedureOf('block-end'), 'ordinary'), others: [block] }, 'executed');
    expect(periods([block, journey.state])[0]?.[3]).toBe('2026-11-23');
    expect(periods([block, step(journey, void1).state])[0]?.[3]).toBeNull();
  });

  it('that comes before the first day leaves a measure that is never in force', () => {
    const coming = walk(
      opened(procedureOf('block'), 'ordinary', {
        number: 500,
        at: instant('2026-10-20T06:00:00.000Z'),
        changes: { validFrom: date('2027-03-01') },
      }),
      'executed',
    ).state;
    const journey = opened(procedureOf('block-end'), 'ordinary', {
      number: 1,
      at: instant('2026-11-23T06:00:00.000Z'),
      others: [coming],
    });
    const measures = measuresOf([coming, walk(journey, 'executed').state]);
    expect(measures.map(({ from, until }) => [from, until])).toStrictEqual([
      ['2027-03-01', '2027-03-01'],
      ['2027-03-01', '2027-03-01'],
    ]);
    expect(['2026-11-23', '2027-02-28', '2027-03-01'].map((on) => standing(measures, 'block', date(on)))).toStrictEqual(
      [[], [], []],
    );
  });
});

describe('an extension', () => {
  const extension = inForceBefore('extension.guardian', 500, { validUntil: date('2027-05-31') });

  it('ends by itself: its last day is its last, and it is of one unit', () => {
    expect(measuresOf([extension])).toMatchObject([
      { kind: 'extension', person: mother.id, unit: partille.hsaId, from: '2026-10-20', until: '2027-06-01' },
    ]);
    const [measure] = measuresOf([extension]);
    expect(
      ['2026-10-19', '2026-10-20', '2027-05-31', '2027-06-01'].map((on) => inForce(measure!, date(on))),
    ).toStrictEqual([false, true, true, false]);
  });

  it('ends on the day when minor access is removed for a block, whatever the first day of the block', () => {
    const block = opened(procedureOf('block'), 'ordinary', {
      number: 1,
      at: instant('2026-11-23T06:00:00.000Z'),
      others: [extension],
      changes: { patient: found(teenager), validFrom: date('2027-01-01') },
    });
    const journey = walk(block, 'executed');
    expect(periods([extension, journey.state])).toStrictEqual([
      ['extension', mother.id, '2026-10-20', '2026-11-23'],
      ['block', mother.id, '2027-01-01', null],
      ['block', father.id, '2027-01-01', null],
    ]);
  });

  it('is not made longer by an ending that comes after its last day', () => {
    const others = [extension];
    const end = walk({ ...begin(procedureOf('extension-end'), 'ordinary'), others }, 'submitted');
    const late = instant('2027-08-01T10:00:00.000Z');
    const { state } = step(end, execute(receipt('minor-access-removed', late)), { now: late });
    expect(periods([extension, state])).toStrictEqual([['extension', mother.id, '2026-10-20', '2027-06-01']]);
    expect(measuresOf([extension, state])[0]?.endedBy).toBeNull();
  });
});

describe('seal and lock', () => {
  it('are two measures with a receipt each', () => {
    const journey = walk(begin(procedureOf('seal.protected-identity'), 'ordinary'), 'submitted');
    const sealed = step(journey, execute(receipt('journal-sealed', instant('2026-11-23T11:00:00.000Z'))));
    expect(periods([sealed.state])).toStrictEqual([['seal', child.id, day, null]]);
    const locked = step(sealed, execute(receipt('login-locked', instant('2026-11-23T11:30:00.000Z'))));
    expect(periods([locked.state])).toStrictEqual([
      ['seal', child.id, day, null],
      ['lock', child.id, day, null],
    ]);
  });
});

describe('standing', () => {
  const measure = { ...measuresOf([stateAfter(past.executed)])[0]!, from: date('2026-12-01') };

  it('is every measure that is in force or will be', () => {
    expect(stands(measure, date(day))).toBe(true);
    expect(inForce(measure, date(day))).toBe(false);
    const ending = { ...measure, until: date('2026-12-05') };
    expect(['2026-11-23', '2026-12-04', '2026-12-05'].map((on) => stands(ending, date(on)))).toStrictEqual([
      true,
      true,
      false,
    ]);
  });

  it('is of the kind that is asked for', () => {
    expect(standing([measure], 'seal', date(day))).toStrictEqual([]);
    expect(standing([measure], 'block', date(day))).toStrictEqual([measure]);
  });
});
