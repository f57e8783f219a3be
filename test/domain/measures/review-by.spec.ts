import { measured, RequestCommand, RequestState, reviewByOf } from '@sigill/domain';
import { begin, inForceBefore, Journey, procedureOf, step, walk } from '../../support/domain/journey';
import { date, father, head, mother } from '../../support/domain/people';

const yearly = { reviewAfterYears: 1 };
const today = date('2026-11-24');
/** In force since 20 October 2026. */
const block = inForceBefore('block', 500);
const ofBlock = (file: readonly RequestState[], day = today) => reviewByOf(measured(file), block, yearly, day);

const deciding = (journey: Journey, data: object): Journey =>
  walk(
    step(walk(journey, 'consulted'), {
      action: 'decision',
      data: { outcome: 'granted', grounds: 'Skäl.', ...data },
    } as RequestCommand),
    'executed',
  );
const renewal = { ...begin(procedureOf('block-renewal'), 'ordinary'), others: [block] };
const renewed = (
  reviewBy: string | null,
  outcomes: readonly ['continue' | 'end', 'continue' | 'end'] = ['continue', 'continue'],
) =>
  deciding(renewal, {
    reviewBy,
    guardians: [mother, father].map(({ id }, index) => ({ guardian: id, outcome: outcomes[index] })),
  }).state;
const reviewed = (reviewBy: string): RequestState => {
  const journey = { ...begin(procedureOf('block'), 'ordinary'), state: block };
  const at = block.changedAt;
  return {
    ...journey.state,
    reviewBy: date(reviewBy),
    said: { ...block.said, reviewDays: [{ in: 'review', reviewBy: date(reviewBy), at, by: head }] },
  };
};

describe('the day by which a block or a seal is reviewed', () => {
  it('is a year after it came into force, where nobody named one', () => {
    expect(ofBlock([block])).toBe('2027-10-20');
    expect(reviewByOf(measured([block]), block, { reviewAfterYears: 2 }, today)).toBe('2028-10-20');
    const seal = inForceBefore('seal.staff', 501);
    expect(reviewByOf(measured([seal]), seal, yearly, today)).toBe('2027-10-20');
  });

  it('is the one that the decision names', () => {
    const decided = deciding(begin(procedureOf('block'), 'ordinary'), { reviewBy: '2027-03-01' }).state;
    expect(reviewByOf(measured([decided]), decided, yearly, today)).toBe('2027-03-01');
  });

  it('is the one that the newest review names', () => {
    const again = reviewed('2027-06-01');
    expect(reviewByOf(measured([again]), again, yearly, today)).toBe('2027-06-01');
  });

  it('is the one that a renewal names, once it is executed', () => {
    const named = renewed('2028-01-15');
    expect(ofBlock([block, named])).toBe('2028-01-15');
    expect(reviewByOf(measured([reviewed('2027-06-01'), named]), reviewed('2027-06-01'), yearly, today)).toBe(
      '2028-01-15',
    );
    expect(ofBlock([block, { ...named, receipts: {} }])).toBe('2027-10-20');
  });

  it('is counted anew from a renewal that names none', () => {
    expect(ofBlock([block, renewed(null)])).toBe('2027-11-23');
  });

  it('stays the later word where a review comes after the renewal', () => {
    const named = renewed('2028-01-15');
    const { said, ...rest } = reviewed('2027-12-01');
    const reviewDays = said.reviewDays.map((day) => ({ ...day, at: named.changedAt }));
    const later = { ...rest, said: { ...said, reviewDays } };
    expect(reviewByOf(measured([later, named]), later, yearly, today)).toBe('2027-12-01');
  });

  it('goes on for the guardian for whom the block does', () => {
    expect(ofBlock([block, renewed('2028-01-15', ['end', 'continue'])])).toBe('2028-01-15');
  });

  it('is none where nothing stands, or nothing protects', () => {
    expect(ofBlock([block, renewed('2028-01-15', ['end', 'end'])])).toBeNull();
    const ending = walk({ ...begin(procedureOf('block-end'), 'ordinary'), others: [block] }, 'executed').state;
    expect(ofBlock([block, ending])).toBeNull();
    const extension = inForceBefore('extension.minor', 502);
    expect(reviewByOf(measured([extension]), extension, yearly, today)).toBeNull();
    const open = begin(procedureOf('block'), 'ordinary').state;
    expect(reviewByOf(measured([open]), open, yearly, today)).toBeNull();
  });
});
