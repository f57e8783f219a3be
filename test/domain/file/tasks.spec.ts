import { evolve, PatientFile, RegisterAnswer, RequestEvent, RequestState, Task, tasksIn } from '@sigill/domain';
import { step } from '../../support/domain/journey';
import { child, date, father, head, instant, mother, stepfather, teenager, youth } from '../../support/domain/people';
import {
  answered,
  birthOf,
  executedOn,
  fileOf,
  journeyOf,
  requestOf,
  rules,
  Told,
} from '../../support/domain/timed-file';

const numberOf = ({ request }: Task): number => Number(request.slice(-3));
const told = (file: PatientFile, birth: string, task: Task['task']): readonly string[] =>
  tasksIn(file, date(birth), rules)
    .filter((one) => one.task === task)
    .map((one) => `${String(numberOf(one))}: ${one.from} - ${one.until ?? '...'}`);

const block = executedOn('block', '2026-11-23');
const seal = executedOn('seal.protected-identity', '2026-11-23');
const reviewedAt = (request: RequestState, at: string): RequestState => {
  const event: RequestEvent = {
    type: 'MeasureReviewed',
    occurredAt: instant(at),
    persons: [],
    data: { by: head, at: instant(at), reviewBy: date('2040-01-01'), grounds: 'Kvar.' },
  };
  return evolve(request, event, request.id);
};
const about = (others: readonly RequestState[], number = 2): Told => ({
  number,
  others,
  at: '2027-12-01T06:00:00.000Z',
});
const withdrawn = (procedure: string, others: readonly RequestState[]): RequestState =>
  step(journeyOf(procedure, 'decided', about(others)), { action: 'withdrawal', data: { reason: 'Togs tillbaka.' } })
    .state;

describe('the task review', () => {
  const reviews = (...requests: readonly RequestState[]) => told(fileOf(requests), birthOf(child), 'review');
  const due = '1: 2027-11-22T23:00:00.000Z - ...';

  it('stands from the day of the review, and is due when that day is over', () => {
    expect(reviews(block)).toStrictEqual([due]);
    const [task] = tasksIn(fileOf([block]), date(birthOf(child)), rules);
    expect([task?.unit, task?.dueAt]).toStrictEqual([block.unit.hsaId, '2027-11-23T23:00:00.000Z']);
  });

  it.each(['block-renewal', 'block-end'])('is away while a %s is open, and back when that comes to nothing', (name) => {
    expect(reviews(block, requestOf(name, 'registered', about([block])))).toStrictEqual([]);
    expect(reviews(block, requestOf(name, 'submitted', about([block])))).toStrictEqual([]);
    expect(reviews(block, withdrawn(name, [block]))).toStrictEqual([due]);
  });

  it('is over with a renewal that is carried out, until the year after it', () => {
    const renewed = requestOf('block-renewal', 'executed', about([block]));
    expect(reviews(block, renewed)).toStrictEqual(['1: 2028-11-30T23:00:00.000Z - ...']);
  });

  it('is over with an ending that is carried out, and with a review', () => {
    expect(reviews(block, requestOf('block-end', 'executed', about([block])))).toStrictEqual([]);
    expect(reviews(reviewedAt(block, '2027-11-23T08:00:00.000Z'))).toStrictEqual(['1: 2039-12-31T23:00:00.000Z - ...']);
  });
});

describe('the task review-seal', () => {
  const reviews = (...requests: readonly RequestState[]) => told(fileOf(requests), '2012-02-29', 'review-seal');
  const due = '1: 2028-02-28T23:00:00.000Z - ...';

  it('stands from the 16th birthday, when the seal takes the young person’s own access', () => {
    expect(reviews(seal)).toStrictEqual([due]);
    expect(told(fileOf([seal]), '2011-02-28', 'review-seal')).toStrictEqual(['1: 2027-02-27T23:00:00.000Z - ...']);
  });

  it('is none of a seal that came later, that was ended before, or that nobody’s protection asked for', () => {
    expect(told(fileOf([seal]), '2010-11-22', 'review-seal')).toStrictEqual([]);
    expect(told(fileOf([seal]), '2010-11-23', 'review-seal')).toStrictEqual(['1: 2026-11-22T23:00:00.000Z - ...']);
    const ended = requestOf('unseal.staff', 'executed', { number: 2, others: [seal], at: '2027-12-01T06:00:00.000Z' });
    expect(reviews(seal, ended)).toStrictEqual([]);
    expect(reviews(executedOn('seal.staff', '2026-11-23'))).toStrictEqual([]);
  });

  it('is away while an unseal is open, and over with a review from that day on', () => {
    expect(reviews(seal, requestOf('unseal.staff', 'registered', about([seal])))).toStrictEqual([]);
    expect(reviews(reviewedAt(seal, '2028-02-28T22:59:59.999Z'))).toStrictEqual([due]);
    expect(reviews(reviewedAt(seal, '2028-02-28T23:00:00.000Z'))).toStrictEqual([]);
  });
});

describe('the task extension-ends', () => {
  const ends = (...requests: readonly RequestState[]) => told(fileOf(requests), birthOf(teenager), 'extension-ends');
  const until = (validUntil: string) =>
    executedOn('extension.guardian', '2026-11-23', { changes: { validUntil: date(validUntil) } });

  it('stands from 60 days before until the last day has passed', () => {
    expect(ends(until('2027-12-31'))).toStrictEqual(['1: 2027-10-31T23:00:00.000Z - 2027-12-31T23:00:00.000Z']);
  });

  it('stands from the receipt where that is nearer, and not at all of what is ended', () => {
    expect(ends(until('2026-11-30'))).toStrictEqual(['1: 2026-11-23T12:00:00.000Z - 2026-11-30T23:00:00.000Z']);
    const extension = until('2027-12-31');
    const end = executedOn('extension-end', '2026-12-01', { number: 2, others: [extension] });
    expect(ends(extension, end)).toStrictEqual([]);
  });
});

describe('the task new-guardian', () => {
  const before = answered(child, '2026-11-20');
  const arrived = answered(child, '2026-12-01', { guardians: [mother, father, stepfather] });
  const arrivals = (requests: readonly RequestState[], ...answers: readonly RegisterAnswer[]) =>
    told(fileOf(requests, answers), birthOf(child), 'new-guardian');
  const due = '1: 2026-12-01T12:00:00.000Z - ...';

  it('stands from when the register names somebody whom no block names', () => {
    expect(arrivals([block], before)).toStrictEqual([]);
    expect(arrivals([block], before, arrived)).toStrictEqual([due]);
  });

  it('is none without a block in force, of whom the first answer names, or of who is gone again', () => {
    expect(arrivals([requestOf('block', 'submitted')], before, arrived)).toStrictEqual([]);
    expect(arrivals([block], arrived)).toStrictEqual([]);
    expect(arrivals([block], before, arrived, answered(child, '2026-12-02'))).toStrictEqual([]);
  });

  it('is done by a block that names this guardian, or by a review', () => {
    const also = (until: 'registered' | 'executed'): RequestState => {
      const changes = { guardians: [{ found: 'person', id: father.id }] } as const;
      const ofFather = requestOf('block', until, { number: 2, at: '2026-12-02T06:00:00.000Z', changes });
      return JSON.parse(JSON.stringify(ofFather).replaceAll(father.id, stepfather.id)) as RequestState;
    };
    expect(arrivals([block, also('registered')], before, arrived)).toStrictEqual([]);
    expect(arrivals([block, also('executed')], before, arrived)).toStrictEqual([]);
    expect(arrivals([reviewedAt(block, '2026-12-01T11:59:59.999Z')], before, arrived)).toStrictEqual([due]);
    expect(arrivals([reviewedAt(block, '2026-12-01T12:00:00.000Z')], before, arrived)).toStrictEqual([]);
  });
});

describe('the task manual-seal', () => {
  const open = (answers: readonly RegisterAnswer[], ...requests: readonly RequestState[]) =>
    told(fileOf(requests, answers), birthOf(teenager), 'manual-seal');
  const before = answered(teenager, '2026-11-20');
  const appeared = answered(teenager, '2026-12-01', { protected: [mother] });
  const block2 = requestOf('block', 'registered', { number: 2 });
  const extension = executedOn('extension.guardian', '2026-11-23', {
    number: 3,
    at: '2026-11-24T06:00:00.000Z',
    changes: { validUntil: date('2027-05-31') },
  });

  it('stands on the newest of the unit’s requests that are open or have begun something, while they are', () => {
    expect(open([before, appeared], block)).toStrictEqual(['1: 2026-12-01T12:00:00.000Z - ...']);
    expect(open([before, appeared], block2)).toStrictEqual(['2: 2026-12-01T12:00:00.000Z - ...']);
    expect(open([before, appeared])).toStrictEqual([]);
    expect(open([before, appeared], extension)).toStrictEqual([
      '3: 2026-12-01T12:00:00.000Z - 2027-05-31T22:00:00.000Z',
    ]);
    const later = { ...extension, opened: { ...extension.opened, at: instant('2026-11-30T06:00:00.000Z') } };
    expect(open([before, appeared], block, later)).toStrictEqual([
      '3: 2026-12-01T12:00:00.000Z - 2027-05-31T22:00:00.000Z',
      '1: 2027-05-31T22:00:00.000Z - ...',
    ]);
  });

  it('is none of a protection that was there from the beginning, and over when it is gone', () => {
    expect(open([appeared], block)).toStrictEqual([]);
    expect(open([before, appeared, answered(teenager, '2026-12-02')], block)).toStrictEqual([]);
  });

  it('is away while the seal is asked for, and over for good when it is set', () => {
    const sealing = (until: 'registered' | 'executed') => requestOf('seal.protected-identity', until, about([block]));
    expect(open([before, appeared], block, sealing('registered'))).toStrictEqual([]);
    expect(open([before, appeared], block, sealing('executed'))).toStrictEqual([]);
    const nothing = step(journeyOf('seal.protected-identity', 'decided', about([block])), {
      action: 'withdrawal',
      data: { reason: 'Nej.' },
    }).state;
    expect(open([before, appeared], block, nothing)).toStrictEqual(['1: 2026-12-01T12:00:00.000Z - ...']);
    expect(open([before, appeared], seal)).toStrictEqual([]);
  });
});

describe('the task restore', () => {
  const restores = (answers: readonly RegisterAnswer[], ...requests: readonly RequestState[]) =>
    told(fileOf(requests, answers), birthOf(child), 'restore');
  const secret = answered(child, '2026-11-20', { protected: [child] });
  const gone = answered(child, '2026-12-01');

  it('stands from when nobody is protected any more, while the seal does', () => {
    expect(restores([secret], seal)).toStrictEqual([]);
    expect(restores([secret, gone], seal)).toStrictEqual(['1: 2026-12-01T12:00:00.000Z - ...']);
    expect(restores([gone], seal)).toStrictEqual([]);
    expect(restores([secret, gone, answered(child, '2026-12-02', { protected: [father] })], seal)).toStrictEqual([]);
  });

  it('is away while the unseal is open, and over when it is carried out; of other seals there is none', () => {
    expect(restores([secret, gone], seal, requestOf('unseal.staff', 'registered', about([seal])))).toStrictEqual([]);
    expect(restores([secret, gone], seal, withdrawn('unseal.staff', [seal]))).toHaveLength(1);
    const unsealed = requestOf('unseal.staff', 'executed', {
      number: 2,
      others: [seal],
      at: '2026-11-25T06:00:00.000Z',
    });
    expect(restores([secret, gone], seal, unsealed)).toStrictEqual([]);
    expect(restores([secret, gone], executedOn('seal.staff', '2026-11-23'))).toStrictEqual([]);
  });
});

it('no task is left of a file in which nothing was decided', () => {
  const answers = [answered(youth, '2026-11-20'), answered(youth, '2026-11-21', { guardians: [stepfather] })];
  expect(tasksIn(fileOf([requestOf('seal.staff', 'registered')], answers), date(birthOf(youth)), rules)).toStrictEqual(
    [],
  );
});
