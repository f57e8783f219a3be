import { addMinutes, decide, Instant, Sha256 } from '@sigill/domain';
import { afternoon, as, contextOf, given, rendered } from '../../../support/domain/asking';
import {
  allReceipts,
  document,
  documented,
  execute,
  executedWith,
  hour,
  past,
  receipt,
  requiredItems,
  returned,
  submit,
  submitted,
  urgentPast,
  withdraw,
  withdrawn,
} from '../../../support/domain/block-case';
import { clinician, executor, head } from '../../../support/domain/people';

const paper = (signedAt: Instant = hour(11), formSha256: Sha256 = rendered.draftSha256) =>
  ({
    action: 'submission',
    data: { signature: { method: 'paper', signedAt, signedBy: head.name, formSha256 } },
  }) as const;
const partly = executedWith([receipt('minor-access-checked', hour(13))], false);
const voided = {
  type: 'ExecutionCorrected',
  occurredAt: hour(13),
  persons: [],
  data: {
    by: executor,
    at: hour(13),
    reason: 'Fel barn.',
    receipts: [{ ...receipt('minor-access-checked', hour(13)), voided: true }],
    register: partly.data.register,
  },
} as const;

describe('a submission', () => {
  it('records the signature and the form that leaves', () => {
    given(...past.granted)
      .when(submit, as(clinician, { now: hour(12) }))
      .then(submitted);
  });

  it('may be signed on the paper of the very draft', () => {
    const event = given(...past.granted)
      .when(paper(), as(clinician))
      .event();
    expect(event.data).toMatchObject({ signature: paper().data.signature, form: rendered.final });
  });

  it('is not signed on another paper', () => {
    given(...past.granted)
      .when(paper(hour(11), 'e'.repeat(64) as Sha256), as(clinician))
      .refused('form-changed');
  });

  it('was signed five minutes after the clock at the latest', () => {
    const late = { pointer: '/signature/signedAt', code: 'too-late' } as const;
    given(...past.granted)
      .when(paper(addMinutes(afternoon, 5)), as(clinician))
      .accepted();
    given(...past.granted)
      .when(paper(addMinutes(afternoon, 6)), as(clinician))
      .refused('invalid-body', late);
  });

  it('may have been signed before the decision: the times are not ordered', () => {
    given(...past.granted)
      .when(paper(hour(7)), as(clinician))
      .accepted();
  });

  it('is decided with its form rendered, or not at all', () => {
    const { state } = given(...past.granted);
    expect(() => decide(submit, state, contextOf(state, as(clinician, { form: null })))).toThrow(
      'a submission is decided with its form rendered',
    );
  });

  it('hands the case to the executor, and an urgent one is done with it', () => {
    expect(given(...past.submitted).state).toMatchObject({ state: 'submitted', handedOver: true });
    expect(given(...urgentPast.submitted).state).toMatchObject({ state: 'executed', handedOver: true });
  });

  it('of an urgent case waits for every required receipt', () => {
    const withoutReceipt = [...urgentPast.granted, voided];
    given(...withoutReceipt)
      .when(submit, as(clinician))
      .refused('receipts-missing');
    const again = executedWith([receipt('minor-access-checked', hour(9))], true);
    given(...withoutReceipt, again)
      .when(submit, as(clinician))
      .accepted();
  });

  it('is not repeated, and not made of a refusal', () => {
    given(...past.submitted)
      .when(submit, as(clinician))
      .refused('not-allowed-in-state');
    given(...past.refused)
      .when(submit, as(clinician))
      .refused('not-allowed-in-state');
  });
});

describe('a return', () => {
  const giveBack = {
    action: 'return',
    data: { reason: 'Underskrift saknas.', errors: ['missing-signature'] },
  } as const;

  it('brings the case back to be submitted anew', () => {
    given(...past.submitted)
      .when(giveBack, as(executor, { now: hour(13) }))
      .then(returned);
    expect(given(...past.submitted, returned).state).toMatchObject({
      state: 'decided',
      outcome: 'granted',
      submission: null,
      handedOver: true,
    });
    given(...past.submitted, returned)
      .when(submit, as(clinician))
      .accepted();
  });

  it('is not made once anything has been executed', () => {
    given(...past.submitted, partly)
      .when(giveBack, as(executor))
      .refused('not-allowed-in-state');
    given(...past.submitted, partly, voided)
      .when(giveBack, as(executor))
      .accepted();
  });

  it('is not made of an urgent case', () => {
    for (const events of [urgentPast.called, urgentPast.granted, urgentPast.submitted])
      given(...events)
        .when(giveBack, as(executor))
        .refused('not-allowed-in-state');
  });
});

describe('a documentation', () => {
  it('closes the executed case', () => {
    given(...past.executed)
      .when(document, as(clinician, { now: hour(14) }))
      .then(documented);
    expect(given(...past.closed).state).toMatchObject({ state: 'closed', outcome: 'granted' });
  });

  it('closes the refused case', () => {
    given(...past.refused)
      .when(document, as(clinician))
      .accepted();
    expect(given(...past.refused, documented).state).toMatchObject({ state: 'closed', outcome: 'refused' });
  });

  it('closes the urgent case with its form, and the overturned one without', () => {
    given(...urgentPast.submitted)
      .when(document, as(clinician))
      .accepted();
    given(...urgentPast.granted)
      .when(document, as(clinician))
      .refused('not-allowed-in-state');
    const overturned = { ...past.refused[3], data: { ...past.refused[3].data, by: head } };
    given(...urgentPast.consulted, overturned)
      .when(document, as(clinician))
      .accepted();
  });

  it('waits for the receipts, whatever there are of them', () => {
    given(...past.submitted)
      .when(document, as(clinician))
      .refused('receipts-missing');
    given(...past.submitted, partly)
      .when(document, as(clinician))
      .refused('receipts-missing');
  });

  it('may lie five minutes after the clock and no more', () => {
    const at = (minutes: number) => {
      const data = { ...document.data, documentedAt: addMinutes(afternoon, minutes) };
      return given(...past.executed).when({ action: 'documentation', data }, as(clinician));
    };
    at(5).accepted();
    at(6).refused('invalid-body', { pointer: '/documentedAt', code: 'too-late' });
  });
});

describe('a withdrawal', () => {
  it('closes the case until it has been handed over', () => {
    given(...past.granted)
      .when(withdraw, as(clinician, { now: hour(14) }))
      .then(withdrawn);
    for (const events of [past.registered, past.assessed, past.consulted, past.granted])
      expect(given(...events, withdrawn).state).toMatchObject({ state: 'closed', outcome: 'withdrawn' });
  });

  it('comes again after a return', () => {
    given(...past.submitted)
      .when(withdraw, as(clinician))
      .refused('not-allowed-in-state');
    given(...past.submitted, returned)
      .when(withdraw, as(clinician))
      .accepted();
  });

  it('of a call comes before the first receipt only', () => {
    given(...urgentPast.called)
      .when(withdraw, as(clinician))
      .accepted();
    const one = executedWith([receipt('minor-access-checked', hour(8))], false);
    given(...urgentPast.called, one)
      .when(withdraw, as(clinician))
      .refused('not-allowed-in-state');
    given(...urgentPast.called, one, voided)
      .when(withdraw, as(clinician))
      .accepted();
    given(...urgentPast.executed)
      .when(withdraw, as(clinician))
      .refused('not-allowed-in-state');
  });

  it('does not come while something executed stands, on whatever way it came there', () => {
    const returnedAndGivenAgain = [...past.submitted, partly, voided, returned, reinstated];
    given(...returnedAndGivenAgain)
      .when(withdraw, as(clinician))
      .refused('not-allowed-in-state');
  });

  const reinstated = {
    ...voided,
    data: { ...voided.data, receipts: voided.data.receipts.map((one) => ({ ...one, voided: false })) },
  };
});

it('a whole case needs every required receipt once', () => {
  const { state } = given(...past.submitted);
  const event = given(...past.submitted)
    .when(execute(...allReceipts(hour(13))), as(executor, { now: hour(13) }))
    .event();
  expect(state.plan.filter(({ required }) => required).map(({ item }) => item)).toStrictEqual(requiredItems);
  expect(event.data).toMatchObject({ completes: true });
});
