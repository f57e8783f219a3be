import { RequestState } from '@sigill/domain';
import { whenOpened } from '../../support/domain/asking';
import { along, begin, found, inForceBefore, openingOf, procedureOf, walk } from '../../support/domain/journey';
import { child, clinician, date, instant, teenager, youth } from '../../support/domain/people';

const procedure = procedureOf('seal.patient');
const asked = (patient: typeof child, others: readonly RequestState[], validFrom = date('2026-11-23')) => {
  const command = openingOf(procedure, 'ordinary', { patient: found(patient), validFrom });
  return whenOpened(command, { actor: clinician, procedure, others }).code() ?? 'allowed';
};

describe("a patient's own seal", () => {
  const own = inForceBefore('extension.minor', 500);

  it('is for whoever has own access, from sixteen', () => {
    expect(asked(youth, [])).toBe('allowed');
    expect(asked(teenager, [])).toBe('age-outside-window');
    expect(asked(teenager, [], date('2028-01-01'))).toBe('allowed');
    expect(asked(teenager, [], date('2027-12-31'))).toBe('age-outside-window');
  });

  it('is for a teenager with an extension of the own, and not of a guardian', () => {
    expect(asked(teenager, [own])).toBe('allowed');
    expect(asked(teenager, [inForceBefore('extension.guardian', 500)])).toBe('age-outside-window');
  });

  it('is not for a teenager whose extension has ended, or is only decided', () => {
    const ending = walk({ ...begin(procedureOf('extension-end'), 'ordinary'), others: [own] }, 'executed').state;
    expect(ending.concerns).toBe(own.id);
    expect(asked(teenager, [own, ending])).toBe('age-outside-window');
    expect(asked(teenager, [walk(begin(procedureOf('extension.minor'), 'ordinary'), 'submitted').state])).toBe(
      'age-outside-window',
    );
  });

  it('is never for a child under thirteen', () => expect(asked(child, [own])).toBe('age-outside-window'));

  it('stands beside a seal by staff, and only once', () => {
    expect(asked(youth, [inForceBefore('seal.staff', 500, { patient: found(youth) })])).toBe('allowed');
    expect(asked(youth, [inForceBefore('seal.patient', 500)])).toBe('measure-already-in-force');
  });

  it('is lifted by the patient alone: an unseal by staff does not concern it', () => {
    const unseal = (name: string) => {
      const staff = procedureOf(name);
      const command = openingOf(staff, 'ordinary', { patient: found(youth) });
      const others = [inForceBefore('seal.patient', 500)];
      return whenOpened(command, { actor: clinician, procedure: staff, others }).code() ?? 'allowed';
    };
    expect([unseal('unseal.patient'), unseal('unseal.staff')]).toStrictEqual(['allowed', 'no-measure-in-force']);
  });

  it('is not unlocked without the patient in person', () => {
    const journey = begin(procedureOf('unseal.patient'), 'ordinary');
    const answers = {
      'identity-shown': { answer: true },
      'identity-document': { answer: 'passport' },
      'in-person': { answer: false },
    };
    const command = { action: 'assessment', data: { answers, recommendation: 'grant' } } as const;
    const now = instant('2026-11-23T08:00:00.000Z');
    along(journey).when(command, { now }).refused('patient-identity-not-proven');
  });
});
