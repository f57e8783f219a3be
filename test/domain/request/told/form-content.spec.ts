import {
  FormContent,
  formContentOf,
  FormStaff,
  procedures,
  RequestState,
  Signature,
  vgrPolicies,
} from '@sigill/domain';
import { given, stateAfter } from '../../../support/domain/asking';
import { hour, past, urgentPast } from '../../../support/domain/block-case';
import { begin, plainCommand, procedureOf, step, walk } from '../../../support/domain/journey';
import { colleague, delegation, father, head, instant, mother, partille } from '../../../support/domain/people';

const staff: FormStaff = { ordererVgrId: 'v90101', head: head.name, onBehalfOf: null, unverified: [] };
const address = 'VGR-IT, Exempelgatan 1, 000 00 Exempelstad';
const office = { region: 'Västra Götalandsregionen', policies: vgrPolicies, address, staff };
const draftOf = (state: RequestState, said: Partial<FormStaff> = {}): FormContent =>
  formContentOf(state, null, { ...office, staff: { ...staff, ...said } });
const signedBy = (state: RequestState, signature: Signature): FormContent =>
  formContentOf(state, { signature, at: hour(12) }, office);

describe('the form of a granted block', () => {
  it('orders the measure for named persons, by whom and by what right', () => {
    expect(draftOf(stateAfter(past.granted))).toStrictEqual({
      layout: 2,
      formName: 'Blockering av vårdnadshavares direktåtkomst',
      caseNumber: '2026-00000000',
      draft: true,
      region: 'Västra Götalandsregionen',
      unit: partille,
      urgent: false,
      isProtected: false,
      patient: { name: 'Test Barn-Nio', personalNumber: '20170101-2393', isProtected: false, title: 'Barn' },
      guardians: [
        { name: mother.name, personalNumber: '19890301-2386', isProtected: false },
        { name: father.name, personalNumber: '19890301-2394', isProtected: false },
      ],
      measure:
        'Vårdnadshavarnas direktåtkomst till barnets journal via nätet blockeras. Blockeringen gäller hela kontot, tills vidare.',
      fields: [],
      ending: false,
      validFrom: '2026-11-23',
      validUntil: null,
      reviewBy: null,
      requester: { name: 'Karin Vik', vgrId: 'v90101', email: 'ssk@vgr.example', phone: '010-473 71 00' },
      responsibleHead: head.name,
      decision: { outcome: 'Beviljas', on: '2026-11-23', by: head.name, capacity: 'verksamhetschef' },
      orders: [
        {
          text: `Kontrollera om Minderårig tillgång är satt för vårdnadshavarna: ${mother.name} och ${father.name}`,
          required: true,
        },
        { text: `Blockera vårdnadshavarens tillgång: ${mother.name}`, required: true },
        { text: `Blockera vårdnadshavarens tillgång: ${father.name}`, required: true },
        { text: 'Anteckna ärendenumret i Admin Journalen', required: false },
      ],
      signature: null,
      patientSigns: false,
      address,
      registryReference: null,
      createdAt: hour(11),
    });
  });

  it('is signed by the decision itself, or on paper', () => {
    const state = stateAfter(past.granted);
    expect(signedBy(state, { method: 'decision-record' })).toMatchObject({
      draft: false,
      signature: { method: 'decision-record', by: head.name, at: hour(11) },
      createdAt: hour(12),
    });
    const paper = {
      method: 'paper',
      signedAt: hour(10),
      signedBy: 'Maria Jonsson',
      formSha256: 'd'.repeat(64) as never,
    } as const;
    expect(signedBy(state, paper).signature).toStrictEqual({ method: 'paper', by: 'Maria Jonsson', at: hour(10) });
  });

  it('of an urgent case names the caller and the head whom the caller gave', () => {
    expect(draftOf(stateAfter(urgentPast.granted))).toMatchObject({
      urgent: true,
      requester: { name: 'Karin Vik', vgrId: 'v90101', email: 'karin@vgr.example', phone: '010-473 70 00' },
      responsibleHead: head.name,
    });
  });

  it('is not there before the decision', () => {
    expect(() => draftOf(stateAfter(past.consulted))).toThrow('has a form before its decision');
  });

  it('names nobody whom the case has not introduced', () => {
    const state = { ...stateAfter(past.granted), persons: {} };
    expect(() => draftOf(state)).toThrow('names a person it never introduced');
  });
});

describe('the decider on the form', () => {
  it('is a designee with the head on whose behalf it acts', () => {
    const journey = walk(begin(procedureOf('block-end'), 'ordinary'), 'consulted');
    const grant = plainCommand('decision', journey, hour(12));
    const { state } = step(journey, grant, { actor: colleague, delegations: [delegation(['block-end'])] });
    expect(draftOf(state, { onBehalfOf: head.name })).toMatchObject({
      responsibleHead: head.name,
      decision: { by: colleague.name, capacity: 'utsedd av verksamhetschefen', onBehalfOf: head.name },
    });
  });

  it('is the assessor who checked the identity, where the patient asks by right', () => {
    const { state } = walk(begin(procedureOf('seal.patient'), 'ordinary'), 'decided');
    expect(draftOf(state)).toMatchObject({
      patient: { title: 'Patient' },
      patientSigns: true,
      decision: { capacity: 'den som har kontrollerat patientens identitet' },
    });
  });
});

describe('a person on the form', () => {
  it('is a child until eighteen, and a patient after', () => {
    const title = (validFrom: string) =>
      draftOf({ ...stateAfter(past.granted), validFrom: validFrom as never }).patient.title;
    expect([title('2034-12-31'), title('2035-01-01')]).toStrictEqual(['Barn', 'Patient']);
  });
});

describe.each(procedures.map((procedure) => [procedure.name, procedure] as const))('the form of %s', (_, procedure) => {
  const journey = walk(begin(procedure, 'ordinary'), 'decided');
  const secrets = [
    ...Object.values(journey.state.assessment?.answers ?? {}).flatMap(({ note }) => note ?? []),
    ...journey.state.consultations.map(({ opinion }) => opinion),
    ...((journey.state.decision?.grounds ?? '') ? [journey.state.decision?.grounds ?? ''] : []),
  ];

  it('has its name, its sentence and all that is to be done', () => {
    const content = draftOf(journey.state);
    expect(content.formName).toBe(procedure.formName);
    expect(content.measure).toMatch(/^[A-ZÅÄÖ].*\.$/);
    expect(content.orders).toHaveLength(journey.state.plan.length);
    expect(content.ending).toBe(procedure.concerns !== null && !procedure.perGuardian);
  });

  it('holds no ground, answer or opinion', () => {
    const marked = {
      ...journey.state,
      assessment: journey.state.assessment && {
        ...journey.state.assessment,
        answers: Object.fromEntries(
          Object.entries(journey.state.assessment.answers).map(([id, answer]) => [
            id,
            { ...answer, note: 'HEMLIG NOT' },
          ]),
        ),
      },
      consultations: journey.state.consultations.map((one) => ({ ...one, opinion: 'HEMLIG ÅSIKT' })),
      decision: journey.state.decision && {
        ...journey.state.decision,
        grounds: 'HEMLIG GRUND',
        treatingReason: 'HEMLIGT SKÄL',
      },
    };
    expect(JSON.stringify(draftOf(marked))).not.toContain('HEMLIG');
    expect(secrets.filter((secret) => JSON.stringify(draftOf(journey.state)).includes(secret))).toStrictEqual([]);
  });
});

it('a renewal tells for each guardian what becomes of the block', () => {
  const journey = walk(begin(procedureOf('block-renewal'), 'ordinary'), 'consulted');
  const { state } = step(journey, {
    action: 'decision',
    data: {
      outcome: 'granted',
      grounds: 'Skäl.',
      reviewBy: '2027-11-01' as never,
      guardians: [
        { guardian: mother.id, outcome: 'continue' },
        { guardian: father.id, outcome: 'end' },
      ],
    },
  });
  expect(draftOf(state)).toMatchObject({
    reviewBy: '2027-11-01',
    fields: [
      { label: mother.name, value: 'Blockeringen fortsätter tills vidare' },
      { label: father.name, value: 'Blockeringen hävs' },
    ],
  });
  expect(given(...journey.events).state.decision).toBeNull();
  expect(instant(state.changedAt)).toBe(state.decision?.at);
});
