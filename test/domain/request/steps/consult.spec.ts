import { addMinutes, Party, procedures, RequestEvent } from '@sigill/domain';
import { afternoon, as, given } from '../../../support/domain/asking';
import { consult, consulted, hour, past, urgentPast } from '../../../support/domain/block-case';
import { along, begin, procedureOf, walk } from '../../../support/domain/journey';
import { clinician, instant } from '../../../support/domain/people';

const parties: readonly Party[] = ['head-of-operations', 'guardian', 'child', 'patient', 'social-services', 'staff'];
const hearing = (party: Party) => ({ action: 'consultation', data: { ...consult.data, party } }) as const;

/** api.md 3: who is heard, the required party first. */
const heardBy: Readonly<Record<string, readonly Party[]>> = {
  'extension.minor': ['head-of-operations', 'guardian', 'staff', 'child'],
  'extension.guardian': ['head-of-operations', 'child', 'guardian', 'staff'],
  'extension-end': ['head-of-operations', 'child', 'guardian', 'staff'],
  block: ['head-of-operations', 'child', 'social-services', 'staff'],
  'block-renewal': ['head-of-operations', 'child', 'social-services', 'staff'],
  'block-end': ['head-of-operations', 'child', 'social-services', 'staff'],
  'seal.protected-identity': ['head-of-operations', 'child', 'social-services', 'staff'],
  'seal.staff': ['head-of-operations', 'patient', 'staff'],
  'seal.patient': [],
  'unseal.staff': ['head-of-operations', 'patient', 'child', 'social-services', 'staff'],
  'unseal.patient': [],
};

describe('a consultation', () => {
  it('records who was heard, when and what was said, and completes the required ones', () => {
    given(...past.assessed)
      .when(consult, as(clinician, { now: hour(10) }))
      .then(consulted);
  });

  it('happened when it was held, not when it was recorded', () => {
    const event = given(...past.assessed)
      .when(consult, as(clinician, { now: afternoon }))
      .event();
    expect([event.occurredAt, event.data.at]).toStrictEqual([hour(10), afternoon]);
  });

  it('was not held before the child was born', () => {
    const heldOn = (heldAt: string) =>
      given(...past.assessed).when(
        { action: 'consultation', data: { ...consult.data, heldAt: instant(heldAt) } },
        as(clinician),
      );
    heldOn('2016-12-31T22:59:00.000Z').refused('invalid-body', { pointer: '/heldAt', code: 'not-applicable' });
    heldOn('2016-12-31T23:00:00.000Z').accepted();
  });

  it('with an optional party does not complete, and the required one does so afterwards', () => {
    const first = given(...past.assessed)
      .when(hearing('child'), as(clinician))
      .event();
    expect(first.data).toMatchObject({ party: 'child', completes: false });
    expect(given(...past.assessed, first).state.state).toBe('assessed');
    const second = given(...past.assessed, first)
      .when(consult, as(clinician))
      .event();
    expect(second.data).toMatchObject({ completes: true });
    expect(given(...past.assessed, first, second).state.state).toBe('consulted');
  });

  it('completes once: more may follow, even with the same party', () => {
    for (const party of ['child', 'staff', 'head-of-operations'] as const)
      expect(
        given(...past.consulted)
          .when(hearing(party), as(clinician))
          .event().data,
      ).toMatchObject({
        completes: false,
      });
  });

  it('is not asked for before the assessment, nor taken after the decision', () => {
    given(...past.registered)
      .when(consult, as(clinician))
      .refused('not-allowed-in-state');
    given(...past.granted)
      .when(consult, as(clinician))
      .refused('not-allowed-in-state');
  });

  it('is held in the same way on the urgent track', () => {
    const event = given(...urgentPast.assessed)
      .when(consult, as(clinician))
      .event();
    expect(event.data).toMatchObject({ completes: true });
  });

  it('may lie five minutes after the clock and no more', () => {
    const held = (minutes: number) => {
      const heldAt = addMinutes(afternoon, minutes);
      const command = { action: 'consultation', data: { ...consult.data, heldAt } } as const;
      return given(...past.assessed).when(command, as(clinician));
    };
    held(5).accepted();
    held(6).refused('invalid-body', { pointer: '/heldAt', code: 'too-late' });
    held(-60 * 24 * 30).accepted();
  });
});

describe('with several required parties', () => {
  const procedure = {
    ...procedureOf('block'),
    consults: [
      { party: 'head-of-operations', required: true },
      { party: 'child', required: true },
      { party: 'staff', required: false },
    ],
  } as const;

  it.each([
    [
      ['head-of-operations', 'child'],
      [false, true],
    ],
    [
      ['child', 'staff', 'head-of-operations'],
      [false, false, true],
    ],
    [
      ['child', 'child', 'head-of-operations', 'child'],
      [false, false, true, false],
    ],
  ] as const)('%j: the one that completes is told once', (order, expected) => {
    const events: RequestEvent[] = [...past.assessed];
    const completes = order.map((party) => {
      const event = given(...events)
        .when(hearing(party), as(clinician, { procedure }))
        .event();
      events.push(event);
      return event.type === 'ConsultationHeld' && event.data.completes;
    });
    expect(completes).toStrictEqual(expected);
    expect(given(...events).state.state).toBe('consulted');
  });
});

describe.each(procedures.map((procedure) => [procedure.name, procedure] as const))('%s', (name, procedure) => {
  const byRight = procedure.decided.by === 'right';

  it('hears the head of operations first, unless it is decided by right', () => {
    const required = procedure.consults.filter((one) => one.required).map(({ party }) => party);
    expect(required).toStrictEqual(byRight ? [] : ['head-of-operations']);
    expect([...procedure.consults.map(({ party }) => party)]).toStrictEqual(heardBy[name] ?? expect.any(Array));
  });

  it('hears the parties of its row, and no other', () => {
    if (byRight) return;
    const journey = walk(begin(procedure, 'ordinary'), 'assessed');
    for (const party of parties) {
      const command = { action: 'consultation', data: { ...hearing(party).data, heldAt: hour(6) } } as const;
      const asked = along(journey).when(command);
      if (procedure.consults.some((one) => one.party === party)) asked.accepted();
      else asked.refused('invalid-body', { pointer: '/party', code: 'not-an-option' });
    }
  });
});
