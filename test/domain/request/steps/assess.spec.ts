import { Answers, FieldFault, parseAnswers, RequestEvent } from '@sigill/domain';
import { as, given, refusalOf } from '../../../support/domain/asking';
import { assess, assessed, hour, past, urgentPast } from '../../../support/domain/block-case';
import { along, begin, grantingAnswers, nextHour, procedureOf, step, walk } from '../../../support/domain/journey';
import { clinician, colleague, mother, registerOf, youth } from '../../../support/domain/people';

const fault = (pointer: string, code: FieldFault['code']): FieldFault => ({ pointer, code });
const withAnswers = (answers: Readonly<Record<string, unknown>>) =>
  ({ action: 'assessment', data: { answers, recommendation: 'grant' } }) as const;

describe('the assessment of a block', () => {
  it('records the answers, the recommendation and the register of the moment', () => {
    given(...past.registered)
      .when(assess, as(clinician, { now: hour(9) }))
      .then(assessed);
  });

  it('may recommend a refusal, and still be decided otherwise', () => {
    const refusing = { action: 'assessment', data: { ...assess.data, recommendation: 'refuse' } } as const;
    expect(
      given(...past.registered)
        .when(refusing, as(clinician))
        .event().data,
    ).toMatchObject({
      recommendation: 'refuse',
    });
  });

  it('introduces a guardian whom the register names since', () => {
    const event = given(...past.registered)
      .when(assess, as(clinician, { identities: [mother] }))
      .event();
    expect(event.persons).toStrictEqual([mother]);
  });
});

describe('an answer', () => {
  const asked = (answers: Readonly<Record<string, unknown>>, ...faults: readonly FieldFault[]) =>
    given(...past.registered)
      .when(withAnswers({ B4: { answer: true }, B9: { answer: true }, ...answers }), as(clinician))
      .refused('invalid-body', ...faults);

  it.each([
    ['an unknown question', { B99: { answer: true } }, fault('/answers/B99', 'unknown-field')],
    ['a question of another procedure', { R2: { answer: true } }, fault('/answers/R2', 'unknown-field')],
    ['a question with a slash in its name', { 'a/~b': true }, fault('/answers/a~1~0b', 'unknown-field')],
    ['a bare value', { B4: true }, fault('/answers/B4', 'wrong-type')],
    ['a list', { B4: [true] }, fault('/answers/B4', 'wrong-type')],
    ['nothing at all', { B4: null }, fault('/answers/B4', 'wrong-type')],
    ['a note alone', { B4: { note: 'Oro.' } }, fault('/answers/B4/answer', 'missing')],
    ['a word for a yes', { B4: { answer: 'true' } }, fault('/answers/B4/answer', 'wrong-type')],
    ['null for an answer', { B4: { answer: null } }, fault('/answers/B4/answer', 'wrong-type')],
    ['a number for a note', { B4: { answer: true, note: 7 } }, fault('/answers/B4/note', 'wrong-type')],
    ['a control character', { B4: { answer: true, note: 'a\u0007' } }, fault('/answers/B4/note', 'no-text')],
    ['half a character', { B4: { answer: true, note: '\ud83d' } }, fault('/answers/B4/note', 'no-text')],
    ['text that is not NFC', { B4: { answer: true, note: 'a\u030a' } }, fault('/answers/B4/note', 'no-text')],
    ['4,001 characters', { B4: { answer: true, note: 'a'.repeat(4001) } }, fault('/answers/B4/note', 'too-long')],
    ['nothing that can be seen', { B4: { answer: true, note: '\u200b\u0301' } }, fault('/answers/B4/note', 'no-text')],
    ['an unknown field', { B4: { answer: true, why: '' } }, fault('/answers/B4/why', 'unknown-field')],
  ])('cannot be %s', (_, answers, expected) => asked(answers, expected));

  it('is refused together with all the other wrong ones', () => {
    asked(
      { B4: { answer: 1 }, B8: { answer: true, why: '' } },
      fault('/answers/B4/answer', 'wrong-type'),
      fault('/answers/B8/why', 'unknown-field'),
    );
  });

  it('may have a note of 4,000 characters over several lines', () => {
    const note = `${'å'.repeat(3998)}\n.`;
    given(...past.registered)
      .when(withAnswers({ B9: { answer: true }, B4: { answer: true, note } }), as(clinician))
      .accepted();
  });

  it('of a choice is one of its options', () => {
    const procedure = procedureOf('extension.guardian');
    const answers = grantingAnswers(procedure);
    const parse = (answer: unknown) => refusalOf(() => parseAnswers(procedure, { ...answers, EG6: { answer } }));
    expect(parse('CANNOT_EXPRESS')).toBeNull();
    expect(parse('PERHAPS')?.details.faults).toStrictEqual([fault('/answers/EG6/answer', 'not-an-option')]);
    expect(parse(true)?.details.faults).toStrictEqual([fault('/answers/EG6/answer', 'wrong-type')]);
  });

  it('in words is any text', () => {
    const words = { ...procedureOf('block').checklist[0]!, id: 'W1', answer: 'text', required: true } as const;
    const procedure = { ...procedureOf('block'), checklist: [words] };
    const parse = (answer: unknown) => refusalOf(() => parseAnswers(procedure, { W1: { answer } }));
    expect(parse('Beskrivet.')).toBeNull();
    expect(parse(true)?.details.faults).toStrictEqual([fault('/answers/W1/answer', 'wrong-type')]);
    expect(parse('  ')?.code).toBe('incomplete-assessment');
  });
});

describe('a request by right', () => {
  const journey = begin(procedureOf('seal.patient'), 'ordinary');
  const answers = grantingAnswers(journey.procedure);
  const asking = (changes: Answers) => along(journey).when(withAnswers({ ...answers, ...changes }));

  it('is decided with its assessment, by the assessor, and needs nobody else', () => {
    const command = { action: 'assessment', data: { answers, recommendation: 'refuse' } } as const;
    const { state, events } = step(journey, command, { actor: colleague });
    const types = events.map(({ type }): RequestEvent['type'] => type);
    expect(types).toStrictEqual(['RequestOpened', 'RequestAssessed', 'RequestDecided']);
    expect(state).toMatchObject({
      state: 'decided',
      outcome: 'granted',
      decision: { outcome: 'granted', grounds: null, capacity: 'by-right', by: colleague, treatingReason: null },
      assessment: { recommendation: 'refuse', by: colleague },
      revision: 3,
    });
  });

  it.each([
    ['identity-shown', false, 'patient-identity-not-proven'],
    ['in-person', false, 'patient-identity-not-proven'],
    ['lock-login', false, null],
  ])('with %s %s: %s', (id, answer, code) => {
    expect(asking({ [id]: { answer } }).code()).toBe(code);
  });

  it('locks the login where the patient wants it', () => {
    const required = (answer: boolean) =>
      step(journey, withAnswers({ ...answers, 'lock-login': { answer } })).state.plan.find(
        ({ item }) => item === 'login-locked',
      )?.required;
    expect([required(true), required(false)]).toStrictEqual([true, false]);
  });

  it('is judged on the facts of the assessment', () => {
    const dead = registerOf(youth.id, {
      patient: { id: youth.id, protection: 'none', deceasedOn: '2026-11-23' as never },
    });
    along(journey).when(withAnswers(answers), { register: dead }).refused('deceased');
  });
});

describe('an assessment on the urgent track', () => {
  it('changes no plan where its answers ask for nothing more', () => {
    const event = given(...urgentPast.executed)
      .when(assess, as(clinician))
      .event();
    expect(event.data).toMatchObject({ plan: null });
  });

  it('makes an item required that the call left open', () => {
    const journey = walk(begin(procedureOf('seal.staff'), 'urgent'), 'executed-provisionally');
    const locked = (answer: boolean) => {
      const answers = { ...grantingAnswers(journey.procedure), SS4: { answer } };
      return step(journey, withAnswers(answers), { now: nextHour(journey.state) }).state.plan.map(
        ({ item, required }) => [item, required] as const,
      );
    };
    expect(locked(false)).toContainEqual(['login-locked', false]);
    expect(locked(true)).toContainEqual(['login-locked', true]);
  });
});
