import { guardiansIn, isParty, OpenRequest, partiesOf, procedures } from '@sigill/domain';
import { afternoon, exampleId, stateAfter, whenOpened } from '../../../support/domain/asking';
import { called, caller, contact, opened as openedBlock, planOfBlock } from '../../../support/domain/block-case';
import { begin, found, inForceBefore, opened, openingOf, procedureOf } from '../../../support/domain/journey';
import {
  child,
  clinician,
  date,
  executor,
  father,
  head,
  instant,
  mother,
  registerOf,
  stepfather,
  teenager,
  unitAsIs,
} from '../../../support/domain/people';
import { dataOf, fault, openWith } from './openings';

const block = procedureOf('block');
const byClinician = { actor: clinician, procedure: block };

describe('the opening of a block', () => {
  it('records who asks what for whom, the plan and the register of the moment', () => {
    whenOpened(openingOf(block), byClinician).then({
      ...openedBlock,
      occurredAt: afternoon,
      data: { ...openedBlock.data, at: afternoon, register: registerOf(child.id) },
    });
  });

  it('on the urgent track records the caller and the head, and measures that count from the receipt alone', () => {
    whenOpened(openingOf(block, 'urgent'), { actor: executor, procedure: block }, 'urgent').then({
      ...called,
      occurredAt: afternoon,
      data: { ...called.data, at: afternoon, caller, plan: planOfBlock('receipt'), register: registerOf(child.id) },
    });
  });

  it('keeps contact, registry reference and a later first day as given', () => {
    const changes = { contact, registryReference: 'RS 2026-01234', validFrom: date('2027-01-01') };
    expect(dataOf(openWith('block', changes))).toMatchObject(changes);
  });
});

describe('the number of guardians', () => {
  it.each(
    procedures.flatMap(({ name, guardians }) =>
      [0, 1, 2, 3].map((count) => [name, count, guardians.min <= count && count <= guardians.max] as const),
    ),
  )('%s with %d guardians: %s', (name, count, right) => {
    const guardians = [mother, father, stepfather].slice(0, count).map(found);
    const others = name === 'block-end' ? [inForceBefore('block', 500)] : begin(procedureOf(name), 'ordinary').others;
    const asked = openWith(name, { guardians }, others);
    if (right) expect(asked.code()).not.toBe('invalid-body');
    else asked.refused('invalid-body', fault('/guardians', 'wrong-count'));
  });

  it.each(procedures.map(({ name, guardians }) => [name, guardians.min > 0] as const))(
    '%s without any word of guardians: missing %s',
    (name, needed) => {
      const { others } = begin(procedureOf(name), 'ordinary');
      const asked = openWith(name, { guardians: null }, others);
      if (needed) asked.refused('invalid-body', fault('/guardians', 'missing'));
      else expect(asked.code()).not.toBe('invalid-body');
    },
  );

  it('does not count one guardian twice', () =>
    whenOpened(openingOf(block, 'ordinary', { guardians: [mother, mother].map(found) }), byClinician).refused(
      'invalid-body',
      fault('/guardians', 'repeated'),
    ));
});

describe('dates of an opening', () => {
  const dated = (validFrom: string, now = afternoon) =>
    whenOpened(openingOf(block, 'ordinary', { validFrom: date(validFrom) }), { ...byClinician, now });

  it('may be today or later, never past', () => {
    expect(dated('2026-11-23').event()).toMatchObject({ data: { validFrom: '2026-11-23' } });
    expect(dated('2031-01-01').event()).toMatchObject({ data: { validFrom: '2031-01-01' } });
    dated('2026-11-22').refused('date-not-allowed');
  });

  it('are counted in Sweden: at half past eleven in the evening UTC it is tomorrow', () => {
    const late = instant('2026-11-23T23:30:00.000Z');
    dated('2026-11-23', late).refused('date-not-allowed');
    expect(whenOpened(openingOf(block), { ...byClinician, now: late }).event()).toMatchObject({
      data: { validFrom: '2026-11-24' },
    });
  });

  it('end an extension on the day before the sixteenth birthday, where none is given', () => {
    expect(dataOf(openWith('extension.guardian', {})).validUntil).toBe('2027-12-31');
  });

  it.each([
    ['2027-12-31', null],
    ['2028-01-01', 'age-outside-window'],
    ['2026-11-23', null],
    ['2026-11-22', 'date-not-allowed'],
  ])('an extension until %s: %s', (validUntil, code) => {
    expect(openWith('extension.guardian', { validUntil: date(validUntil) }).code()).toBe(code);
  });

  it.each(procedures.filter(({ endsByTime }) => !endsByTime).map(({ name }) => name))(
    '%s takes no last day',
    (name) => {
      const others = begin(procedureOf(name), 'ordinary').others;
      openWith(name, { validUntil: date('2027-01-01') }, others).refused(
        'invalid-body',
        fault('/validUntil', 'not-applicable'),
      );
    },
  );
});

describe('the order of refusals at an opening', () => {
  const blockOfTeenager = inForceBefore('block', 502, { patient: found(teenager) });
  const extended = inForceBefore('extension.guardian', 503);
  const at = instant('2026-11-23T08:00:00.000Z');
  const open = opened(procedureOf('extension.guardian'), 'ordinary', { number: 504, at }).state;

  it('is that of the contract, from the first to the last', () => {
    const procedure = procedureOf('extension.guardian');
    const patient = { id: teenager.id, protection: 'none', deceasedOn: null } as const;
    const worst = registerOf(teenager.id, {
      patient: { ...patient, protection: 'secrecy-marking', deceasedOn: date('2026-01-01') },
      guardians: [],
    });
    const alive = { ...worst, patient: { ...worst.patient, deceasedOn: null } };
    const guarded = { ...registerOf(teenager.id), patient: alive.patient };
    const others = [inForceBefore('seal.staff', 501, { patient: found(teenager) }), blockOfTeenager];
    const young = date('2014-01-01');
    const born = date('2012-01-01');
    const excluded = { ...unitAsIs, excludedSince: date('2020-01-01') };
    const past = { validFrom: date('2026-11-01'), guardians: [found(mother)] };
    const judge = (code: string, changes: Partial<OpenRequest>, asked: object) => {
      const command = openingOf(procedure, 'ordinary', { ...past, ...changes });
      expect(whenOpened(command, { actor: clinician, procedure, others, ...asked }).code()).toBe(code);
    };
    judge('party-to-case', { patient: { found: 'other-number-type' } }, { actorPerson: mother.id });
    judge('person-number-type', { patient: { found: 'other-number-type' } }, {});
    judge('person-number-type', { patient: { found: 'nobody' }, guardians: [{ found: 'other-number-type' }] }, {});
    judge('unknown-person', { patient: { found: 'nobody' } }, {});
    judge('unknown-person', { guardians: [{ found: 'nobody' }] }, { facts: { register: worst, birthDate: young } });
    judge('deceased', {}, { facts: { register: worst, birthDate: young }, unit: excluded });
    judge('unit-excluded', {}, { facts: { register: alive, birthDate: young }, unit: excluded });
    judge('age-outside-window', {}, { facts: { register: alive, birthDate: young } });
    judge('date-not-allowed', {}, { facts: { register: alive, birthDate: born } });
    const today = { validFrom: null };
    judge('not-a-guardian', today, { facts: { register: alive, birthDate: born } });
    judge('protected-identity', today, { facts: { register: guarded, birthDate: born } });
    judge('patient-sealed', today, {});
    judge('guardian-blocked', today, { others: [blockOfTeenager] });
    judge('measure-already-in-force', today, { others: [extended, open] });
    judge('duplicate-request', today, { others: [open] });
  });
});

describe('a party to the case', () => {
  const register = registerOf(child.id);

  it.each([
    ['the patient', child.id, true],
    ['a named guardian', stepfather.id, true],
    ['a guardian who is registered and not named', father.id, true],
    ['somebody else', teenager.id, false],
    ['somebody of whom the directory does not tell', null, false],
  ])('is %s: %s, %s', (_, actor, expected) => {
    const concerning = {
      patient: child.id,
      guardians: [mother.id, stepfather.id],
      registeredGuardians: guardiansIn(register),
    };
    expect(isParty(actor, partiesOf(concerning))).toBe(expected);
  });

  it('opens nothing, not even an urgent call', () => {
    whenOpened(openingOf(block, 'urgent'), { actor: head, procedure: block, actorPerson: father.id }, 'urgent').refused(
      'party-to-case',
    );
  });

  it('is told before anything else of the body is judged', () => {
    whenOpened(openingOf(block, 'ordinary', { guardians: [] }), { ...byClinician, actorPerson: child.id }).refused(
      'party-to-case',
    );
  });
});

it('an opening folds to the first state of its track', () => {
  expect(stateAfter([openedBlock], exampleId)).toMatchObject({ state: 'registered', revision: 1, outcome: null });
  expect(stateAfter([called], exampleId)).toMatchObject({ state: 'called', revision: 1, outcome: null });
});
