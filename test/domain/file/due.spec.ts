import {
  allDeadlinesOf,
  Due,
  dueOf,
  evolve,
  lapsed,
  latestOfKind,
  LegalDate,
  measuresOf,
  PatientFile,
  RequestState,
} from '@sigill/domain';
import { birthOf, executedOn, fileOf, journeyOf, requestOf, rules } from '../../support/domain/timed-file';
import { step } from '../../support/domain/journey';
import { child, date, father, head, instant, mother, requestId, teenager } from '../../support/domain/people';

const told = (dues: readonly Due[]): readonly string[] => dues.map(({ kind, on, at }) => `${kind} ${on} ${at}`);
const dues = (file: PatientFile, birth: LegalDate, kind?: Due['kind']): readonly Due[] =>
  dueOf(file, birth, rules).filter((one) => kind === undefined || one.kind === kind);
const system = { hsaId: 'system', name: 'Sigill', role: 'system', unit: null } as const;

describe('a block, and the patient who comes of age', () => {
  const block = executedOn('block', '2026-11-23');
  const lapses = (requests: readonly RequestState[], birth: LegalDate): readonly Due[] =>
    dues(fileOf(requests), birth, 'measure-lapses');

  it('lapses for all its guardians when the 18th birthday begins in Sweden', () => {
    const [due, ...more] = lapses([block], birthOf(child));
    expect(more).toStrictEqual([]);
    expect(due).toStrictEqual({
      request: block.id,
      kind: 'measure-lapses',
      on: '2035-01-01',
      at: '2034-12-31T23:00:00.000Z',
      does: { does: 'lapse', guardians: [mother.id, father.id] },
    });
  });

  it.each([
    ['in a common year on 28 February', '2012-02-29', '2030-02-28'],
    ['of a leap year on the day itself', '2014-02-28', '2032-02-28'],
    ['on 1 March', '2012-03-01', '2030-03-01'],
  ])('born at the end of February: %s', (_, birth, expected) => {
    expect(lapses([block], date(birth)).map(({ on }) => on)).toStrictEqual([expected]);
  });

  it('is over the day before, once that is written, and lapses no more', () => {
    const [due] = lapses([block], birthOf(child));
    const at = instant('2035-01-02T05:00:00.000Z');
    const event = lapsed(due!, [mother.id, father.id], { by: system, at });
    expect(event.occurredAt).toBe('2034-12-31T23:00:00.000Z');
    const after = evolve(block, event, block.id);
    expect(after.revision).toBe(block.revision + 1);
    expect(measuresOf([after]).map(({ until, endedBy, events }) => [until, endedBy, events.at(-1)])).toStrictEqual(
      [mother, father].map(() => ['2035-01-01', null, { request: block.id, revision: after.revision }]),
    );
    expect(dues(fileOf([after]), birthOf(child), 'measure-lapses')).toStrictEqual([]);
    expect(dues(fileOf([after]), birthOf(child), 'review')).toStrictEqual([]);
  });

  it('that begins after that day lapses as it begins', () => {
    expect(lapses([block], date('2008-11-20')).map(({ on }) => on)).toStrictEqual(['2026-11-23']);
  });

  it.each([
    ['before it', '2034-12-31', []],
    ['on it', '2035-01-01', []],
    ['the day after', '2035-01-02', ['2035-01-01']],
  ])('ended %s', (_, validFrom, expected) => {
    const changes = { concerns: block.id, validFrom: date(validFrom) };
    const end = executedOn('block-end', '2026-12-01', { number: 2, others: [block], changes });
    expect(lapses([block, end], birthOf(child)).map(({ on }) => on)).toStrictEqual(expected);
  });

  it('never lapses where it is a seal, or an extension', () => {
    expect(lapses([executedOn('seal.staff', '2026-11-23')], birthOf(child))).toStrictEqual([]);
    expect(lapses([executedOn('extension.guardian', '2026-11-23')], birthOf(teenager))).toStrictEqual([]);
  });
});

describe('the review of a block or a seal', () => {
  const reviews = (...requests: readonly RequestState[]): readonly string[] =>
    told(dues(fileOf(requests), birthOf(child), 'review'));
  const block = executedOn('block', '2026-11-23');
  const consulted = journeyOf('block', 'consulted');
  const grant = { outcome: 'granted', grounds: 'Skäl.', reviewBy: date('2027-05-31') } as const;

  it('is a year after it came into force, and told of as the day begins', () => {
    expect(reviews(block)).toStrictEqual(['review 2027-11-23 2027-11-22T23:00:00.000Z']);
    expect(reviews(executedOn('seal.staff', '2028-02-29'))).toStrictEqual([
      'review 2029-02-28 2029-02-27T23:00:00.000Z',
    ]);
  });

  it('is on the day that the decision names, once it is carried out', () => {
    const decided = step(consulted, { action: 'decision', data: grant });
    expect(reviews(decided.state)).toStrictEqual([]);
    const executed = { ...block, reviewBy: decided.state.reviewBy, said: decided.state.said };
    expect(reviews(executed)).toStrictEqual(['review 2027-05-31 2027-05-30T22:00:00.000Z']);
  });

  it('is moved by a review, and is none of what is ended', () => {
    const by = head;
    const at = instant('2027-11-23T08:00:00.000Z');
    const data = { by, at, reviewBy: date('2028-06-01'), grounds: 'Kvar.' };
    const reviewed = evolve(block, { type: 'MeasureReviewed', occurredAt: at, persons: [], data }, block.id);
    expect(reviews(reviewed)).toStrictEqual(['review 2028-06-01 2028-05-31T22:00:00.000Z']);
    const end = executedOn('block-end', '2026-12-01', { number: 2, others: [block] });
    expect(reviews(block, end)).toStrictEqual([]);
  });

  it('is asked of no extension', () => {
    expect(reviews(executedOn('extension.guardian', '2026-11-23'))).toStrictEqual([]);
  });
});

describe('an extension that comes to its last day', () => {
  const ends = (day: string, until = '2027-12-31'): readonly string[] =>
    dues(
      fileOf([executedOn('extension.guardian', day, { changes: { validUntil: date(until) } })]),
      birthOf(teenager),
      'extension-ends',
    ).map(({ on, at }) => `${on} ${at}`);

  it('is told of 60, 30 and 7 days before', () => {
    expect(ends('2026-11-23')).toStrictEqual([
      '2027-11-01 2027-10-31T23:00:00.000Z',
      '2027-12-01 2027-11-30T23:00:00.000Z',
      '2027-12-24 2027-12-23T23:00:00.000Z',
    ]);
  });

  it.each([
    ['on the day before the mark', '2026-11-22', '2027-01-22', ['2026-11-23', '2026-12-23', '2027-01-15']],
    ['on the day of the mark, when it has begun', '2026-11-23', '2027-01-22', ['2026-12-23', '2027-01-15']],
    ['six days before the end', '2026-11-23', '2026-11-29', []],
  ])('leaves out what was past when it came into force: %s', (_, day, until, expected) => {
    expect(ends(day, until).map((one) => one.slice(0, 10))).toStrictEqual(expected);
  });

  it('is told of no more when it is ended', () => {
    const extension = executedOn('extension.guardian', '2026-11-23');
    const end = executedOn('extension-end', '2026-12-01', { number: 2, others: [extension] });
    expect(dues(fileOf([extension, end]), birthOf(teenager), 'extension-ends')).toStrictEqual([]);
  });

  it('is told of once after a standstill, by the latest that is past', () => {
    const all = dues(fileOf([executedOn('extension.guardian', '2026-11-23')]), birthOf(teenager), 'extension-ends');
    const days = (now: string) => latestOfKind(all, instant(now)).map(({ on }) => on);
    expect(days('2027-11-15T00:00:00.000Z')).toStrictEqual(['2027-11-01', '2027-12-01', '2027-12-24']);
    expect(days('2027-11-30T23:00:00.000Z')).toStrictEqual(['2027-12-01', '2027-12-24']);
    expect(days('2027-12-30T00:00:00.000Z')).toStrictEqual(['2027-12-24']);
  });
});

describe('what a request is late with', () => {
  const mails = (request: RequestState) =>
    dues(fileOf([request]), birthOf(child)).flatMap(({ kind, on, does }) =>
      does.does === 'mail' ? [`${kind} ${on}: ${does.dispatch.template} to ${does.dispatch.recipient.role}`] : [],
    );

  it.each([
    ['decided', ['submission 2026-11-30: reminder to unit']],
    ['submitted', ['execution 2026-11-30: reminder to executor']],
    ['executed', ['documentation 2026-11-30: reminder to unit', 'review 2027-11-23: review to unit']],
    ['closed', ['review 2027-11-23: review to unit']],
  ] as const)('on the ordinary track: %s', (state, expected) => {
    expect(mails(requestOf('block', state))).toStrictEqual(expected);
  });

  it('on the urgent track: the unit, then the head; the third is a line of the report alone', () => {
    const reminded = ['form-reminder 2026-11-24: reminder to unit', 'form-escalation 2026-11-26: escalation to head'];
    expect(mails(requestOf('block', 'called', { track: 'urgent' }))).toStrictEqual(reminded);
    expect(mails(requestOf('block', 'assessed', { track: 'urgent' })).slice(0, 2)).toStrictEqual(reminded);
    expect(mails(requestOf('block', 'executed', { track: 'urgent' })).slice(0, 1)).toStrictEqual([
      'documentation 2026-11-30: reminder to unit',
    ]);
  });

  it('names its own case, and no form', () => {
    const request = requestOf('block', 'decided');
    const [due] = dues(fileOf([request]), birthOf(child));
    expect(due?.does).toStrictEqual({
      does: 'mail',
      dispatch: {
        kind: 'mail',
        template: 'reminder',
        request: requestId(1),
        about: { request: requestId(1), caseNumber: request.caseNumber },
        recipient: { role: 'unit', unit: request.unit.hsaId },
        attachForm: null,
        class: 'A',
      },
    });
  });
});

describe('the deadlines that a view shows', () => {
  const shown = (request: RequestState, now = '2026-11-24T00:00:00.000Z'): readonly string[] =>
    allDeadlinesOf(request, fileOf([request]), rules, instant(now)).map(({ kind, dueAt }) => `${kind} ${dueAt}`);

  it('are in the order of time, with the review that a decision names from then on', () => {
    const grant = { outcome: 'granted', grounds: 'Skäl.', reviewBy: date('2027-05-31') } as const;
    const decided = step(journeyOf('block', 'consulted'), { action: 'decision', data: grant }).state;
    expect(shown(decided)).toStrictEqual(['submission 2026-11-30T09:00:00.000Z', 'review 2027-05-31T22:00:00.000Z']);
    expect(shown(requestOf('block', 'submitted'))).toStrictEqual(['execution 2026-11-30T10:00:00.000Z']);
    expect(shown(requestOf('block', 'closed'))).toStrictEqual(['review 2027-11-23T23:00:00.000Z']);
  });

  it('stay when they are missed, but for the end of an extension', () => {
    const extension = executedOn('extension.guardian', '2026-11-23', { changes: { validUntil: date('2027-12-31') } });
    const documentation = 'documentation 2026-11-30T12:00:00.000Z';
    const ends = 'extension-ends 2027-12-31T23:00:00.000Z';
    expect(shown(extension, '2027-12-31T22:59:59.999Z')).toStrictEqual([documentation, ends]);
    expect(shown(extension, '2027-12-31T23:00:00.000Z')).toStrictEqual([documentation]);
  });
});
