import { OpenRequest, RequestState } from '@sigill/domain';
import { whenOpened } from '../../../support/domain/asking';
import { begin, found, inForceBefore, opened, openingOf, procedureOf } from '../../../support/domain/journey';
import {
  child,
  clinician,
  date,
  father,
  instant,
  lerum,
  mother,
  registerOf,
  requestId,
  system,
} from '../../../support/domain/people';
import { dataOf, fault, openWith } from './openings';

describe('what a renewal or an ending concerns', () => {
  const ofBoth = inForceBefore('block', 501);
  const ofMother = inForceBefore('block', 502, { guardians: [found(mother)] });
  const ofFather = inForceBefore('block', 503, { guardians: [found(father)] });
  const ends = (changes: Partial<OpenRequest>, others: readonly RequestState[]) =>
    openWith('block-end', changes, others);

  it('is the one request whose measures are in force, and all whom it still blocks', () => {
    expect(dataOf(ends({}, [ofBoth]))).toMatchObject({ concerns: ofBoth.id, guardians: [mother.id, father.id] });
    expect(dataOf(openWith('block-renewal', {}, [ofMother]))).toMatchObject({
      concerns: ofMother.id,
      guardians: [mother.id],
    });
  });

  it('introduces a person under the measure whom the register no longer names', () => {
    const register = registerOf(child.id, { guardians: [] });
    const procedure = procedureOf('block-end');
    const facts = { register, birthDate: date('2017-01-01') };
    const event = whenOpened(openingOf(procedure), { actor: clinician, procedure, others: [ofMother], facts }).event();
    expect(event.persons).toStrictEqual([child, mother]);
  });

  it('is one guardian, where one is named', () => {
    expect(dataOf(ends({ guardians: [found(father)] }, [ofBoth]))).toMatchObject({ guardians: [father.id] });
  });

  it('is asked for, when measures of several requests are in force', () => {
    ends({}, [ofMother, ofFather]).refused('invalid-body', fault('/concerns', 'ambiguous'));
    expect(dataOf(ends({ concerns: ofFather.id }, [ofMother, ofFather]))).toMatchObject({
      concerns: ofFather.id,
      guardians: [father.id],
    });
  });

  it('is refused where nothing is in force, or not for the guardian named', () => {
    ends({}, []).refused('no-measure-in-force');
    ends({ guardians: [found(father)] }, [ofMother]).refused('no-measure-in-force');
    ends({ concerns: requestId(77) }, [ofMother]).refused('no-measure-in-force');
  });

  it('is never a renewal: that began nothing', () => {
    const renewal = opened(procedureOf('block-renewal'), 'ordinary', {
      others: [ofMother],
      number: 504,
      at: instant('2026-11-01T08:00:00.000Z'),
    }).state;
    ends({ concerns: renewal.id }, [ofMother, renewal]).refused('no-measure-in-force');
  });

  it('may be of another unit when it is left out, and may not be named when the caller cannot read it', () => {
    const elsewhere: RequestState = { ...ofMother, unit: lerum };
    const procedure = procedureOf('block-end');
    const asking = { actor: clinician, procedure, others: [elsewhere], readable: () => false };
    const named = openingOf(procedure, 'ordinary', { concerns: elsewhere.id });
    whenOpened(named, asking).refused('no-measure-in-force');
    whenOpened(named, { ...asking, readable: (state) => state.id === elsewhere.id }).accepted();
    expect(whenOpened(openingOf(procedure), asking).event()).toMatchObject({ data: { concerns: elsewhere.id } });
  });

  it('names the case of the other unit that began it, so that it can be told, and no case of its own', () => {
    const elsewhere: RequestState = { ...ofMother, unit: lerum };
    const { id: request, caseNumber } = elsewhere;
    for (const name of ['block-end', 'block-renewal'] as const) {
      const told = { begunElsewhere: { request, caseNumber, unit: lerum.hsaId } };
      expect(dataOf(openWith(name, {}, [elsewhere]))).toMatchObject(told);
      expect(dataOf(openWith(name, {}, [ofMother]))).not.toHaveProperty('begunElsewhere');
    }
  });

  it('is not asked of a procedure that begins something', () => {
    openWith('block', { concerns: ofMother.id }).refused('invalid-body', fault('/concerns', 'not-applicable'));
  });

  it('shows a seal without guardians', () => {
    expect(begin(procedureOf('unseal.staff'), 'ordinary').state.guardians).toStrictEqual([]);
  });
});

describe('an opening by the program, after an overturned call', () => {
  it('is stopped by no condition', () => {
    const procedure = procedureOf('block-end');
    const command = openingOf(procedure, 'ordinary', { concerns: requestId(77), guardians: [found(mother)] });
    whenOpened(command, { actor: system, procedure }).refused('no-measure-in-force');
    expect(whenOpened(command, { actor: system, procedure, bySystem: true }).event()).toMatchObject({
      data: { by: system, concerns: requestId(77), guardians: [mother.id] },
    });
  });
});
