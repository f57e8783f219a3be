import { addMinutes, Correction, FieldFault } from '@sigill/domain';
import { afternoon, as, given } from '../../../support/domain/asking';
import { blocked, documented, hour, past, withdrawn } from '../../../support/domain/block-case';
import { clinician, colleague, executor, head, mother } from '../../../support/domain/people';

type Receipts = Extract<Correction, { step: 'execution' }>['receipts'];

const fault = (pointer: string, code: FieldFault['code']): FieldFault => ({ pointer, code });
const execution = (...receipts: Receipts) =>
  ({ action: 'correction', data: { step: 'execution', reason: 'Fel vårdnadshavare.', receipts } }) as const;
const documentation = {
  action: 'correction',
  data: { step: 'documentation', reason: 'Fel system.', recordSystem: 'AsynjaVisph', documentedAt: hour(13) },
} as const;
const consultation = (revision = 3) =>
  ({
    action: 'correction',
    data: { step: 'consultation', reason: 'Fel dag.', revision, with: head.name, heldAt: hour(9), opinion: 'Delar.' },
  }) as const;
const ofMother = blocked(mother.id);
const voidOfMother = execution({ item: ofMother, voided: true });
describe('a correction of the documentation', () => {
  it('says where and when it is documented instead', () => {
    const { reason, recordSystem, documentedAt } = documentation.data;
    given(...past.closed)
      .when(documentation, as(colleague))
      .then({
        type: 'DocumentationCorrected',
        occurredAt: afternoon,
        persons: [],
        data: { by: colleague, at: afternoon, reason, recordSystem, documentedAt },
      });
  });

  it('keeps the case closed, as an incident', () => {
    const event = given(...past.closed)
      .when(documentation, as(clinician))
      .event();
    expect(given(...past.closed, event).state).toMatchObject({
      state: 'closed',
      incident: true,
      documentation: { recordSystem: 'AsynjaVisph', documentedAt: hour(13), at: afternoon },
    });
  });

  it('needs one to correct, and lies five minutes after the clock at most', () => {
    given(...past.executed)
      .when(documentation, as(clinician))
      .refused('not-allowed-in-state');
    given(...past.closed, withdrawn)
      .when(documentation, as(clinician))
      .accepted();
    const data = { ...documentation.data, documentedAt: addMinutes(afternoon, 6) };
    given(...past.closed)
      .when({ action: 'correction', data }, as(clinician))
      .refused('invalid-body', fault('/documentedAt', 'too-late'));
  });
});

describe('a correction of a consultation', () => {
  it('names the event that it corrects', () => {
    const { reason, revision, with: heard, heldAt, opinion } = consultation().data;
    given(...past.consulted)
      .when(consultation(), as(colleague))
      .then({
        type: 'ConsultationCorrected',
        occurredAt: afternoon,
        persons: [],
        data: { by: colleague, at: afternoon, reason, revision, with: heard, heldAt, opinion },
      });
  });

  it('replaces that one and leaves the others', () => {
    const [, , second] = past.consulted;
    const more = { ...second, data: { ...second.data, party: 'child' as const, completes: false } };
    const events = [...past.consulted, more];
    const event = given(...events)
      .when(consultation(4), as(clinician))
      .event();
    const { consultations, incident, state } = given(...events, event).state;
    expect([incident, state]).toStrictEqual([true, 'consulted']);
    expect(consultations.map(({ revision, party, heldAt }) => [revision, party, heldAt])).toStrictEqual([
      [3, 'head-of-operations', hour(10)],
      [4, 'child', hour(9)],
    ]);
  });

  it('is refused where there is no such consultation', () => {
    given(...past.consulted)
      .when(consultation(2), as(clinician))
      .refused('invalid-body', fault('/revision', 'not-in-the-case'));
    given(...past.assessed)
      .when(consultation(), as(clinician))
      .refused('not-allowed-in-state');
  });

  it('is made in every later state, also when it is withdrawn', () => {
    for (const events of [past.granted, past.submitted, past.closed, [...past.consulted, withdrawn]])
      given(...events)
        .when(consultation(), as(clinician))
        .accepted();
  });
});

describe('the role that did the step', () => {
  it.each([
    ['the execution', voidOfMother, executor, [clinician, head]],
    ['the documentation', documentation, clinician, [executor, head]],
    ['the consultation', consultation(), clinician, [executor, head]],
  ] as const)('corrects %s, and no other', (_, command, same, others) => {
    given(...past.closed)
      .when(command, as(same))
      .accepted();
    for (const other of others)
      given(...past.closed)
        .when(command, as(other))
        .refused('not-authorized');
  });

  it('is that of the head, where the head did it', () => {
    const byHead = { ...documented, data: { ...documented.data, by: head } };
    given(...past.executed, byHead)
      .when(documentation, as(head))
      .accepted();
    given(...past.executed, byHead)
      .when(documentation, as(clinician))
      .refused('not-authorized');
  });

  it('is told before the state is', () => {
    given(...past.granted)
      .when(voidOfMother, as(clinician))
      .refused('not-authorized');
    given(...past.executed)
      .when(documentation, as(executor))
      .refused('not-authorized');
  });
});
