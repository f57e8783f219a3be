import { RequestCommand, RequestState } from '@sigill/domain';
import { execute, receipt, unblocked } from '../../../support/domain/block-case';
import { inForceBefore, Journey, nextHour, opened, procedureOf, step, walk } from '../../../support/domain/journey';
import { father, instant, lerum, mother, partille } from '../../../support/domain/people';

const ofLerum: RequestState = { ...inForceBefore('block', 500), unit: lerum };
const told = { request: ofLerum.id, caseNumber: ofLerum.caseNumber, unit: lerum.hsaId };

const endingOf = (block: RequestState): Journey =>
  walk(
    opened(procedureOf('block-end'), 'ordinary', {
      number: 1,
      at: instant('2026-11-23T06:00:00.000Z'),
      others: [block],
    }),
    'submitted',
  );
const receipted = (journey: Journey, person: typeof mother): Journey =>
  step(journey, execute(receipt(unblocked(person.id), nextHour(journey.state))));
const corrected = (journey: Journey, receipts: readonly object[]): Journey =>
  step(journey, { action: 'correction', data: { step: 'execution', reason: 'Fel rad.', receipts } } as RequestCommand);
const lastOf = ({ events }: Journey) => events.at(-1)?.data;

describe('a measure that another unit ends', () => {
  it('is named by the receipt that ends it, once, so that its unit can be told', () => {
    const first = receipted(endingOf(ofLerum), mother);
    expect(lastOf(first)).toMatchObject({ endedElsewhere: [told] });
    expect(lastOf(receipted(first, father))).toMatchObject({ endedElsewhere: [told] });
    const both = [mother, father].map(({ id }) => receipt(unblocked(id), nextHour(endingOf(ofLerum).state)));
    expect(lastOf(step(endingOf(ofLerum), execute(...both)))).toMatchObject({ endedElsewhere: [told] });
  });

  it('is named by a correction that brings the receipt, and not by one that puts a time right', () => {
    const ended = receipted(receipted(endingOf(ofLerum), mother), father);
    const voided = corrected(ended, [{ item: unblocked(mother.id), voided: true }]);
    expect(lastOf(voided)).not.toHaveProperty('endedElsewhere');
    const anew = { item: unblocked(mother.id), performedAt: nextHour(ended.state) };
    expect(lastOf(corrected(voided, [anew]))).toMatchObject({ endedElsewhere: [told] });
    expect(lastOf(corrected(ended, [anew]))).not.toHaveProperty('endedElsewhere');
  });

  it('is not named where the own unit ends it', () => {
    const own: RequestState = { ...ofLerum, unit: partille };
    expect(lastOf(receipted(endingOf(own), mother))).not.toHaveProperty('endedElsewhere');
  });
});
