import { OpenRequest, openRequest, RequestState, Track } from '@sigill/domain';
import { afternoon, openingContextOf, refusalOf, stateAfter, whenOpened } from '../../../support/domain/asking';
import { grant, past, urgentPast } from '../../../support/domain/block-case';
import {
  along,
  found,
  inForceBefore,
  Journey,
  opened,
  openingOf,
  procedureOf,
  step,
  walk,
} from '../../../support/domain/journey';
import { clinician, father, instant, lerum, mother, requestId, unitAsIs } from '../../../support/domain/people';

const morning = instant('2026-11-23T06:00:00.000Z');
const later = instant('2026-11-23T06:30:00.000Z');
const only = (...persons: readonly { readonly id: typeof mother.id }[]) => ({ guardians: persons.map(found) });

/** Opens where the other requests of the patient are as given; the refusal and what stands in the way, or null. */
function opening(
  name: string,
  others: readonly RequestState[],
  changes: Partial<OpenRequest> = {},
  track: Track = 'ordinary',
) {
  const procedure = procedureOf(name);
  const command = openingOf(procedure, track, changes);
  const context = openingContextOf(command, { actor: clinician, procedure, others, id: requestId(99) });
  const refusal = refusalOf(() => openRequest(command, track, context));
  return refusal === null ? null : { code: refusal.code, existing: refusal.details.existing };
}

const block = (number: number, at = morning, changes: Partial<OpenRequest> = {}): Journey =>
  opened(procedureOf('block'), 'ordinary', { number, at, changes });
const elsewhere = (request: RequestState): RequestState => ({ ...request, unit: lerum });

describe('a duplicate request', () => {
  const first = block(2).state;

  it('is an open one of the same procedure for any same guardian', () => {
    expect(opening('block', [first], only(mother))).toStrictEqual({ code: 'duplicate-request', existing: first.id });
    expect(opening('block', [first], only(father, mother))?.code).toBe('duplicate-request');
  });

  it('is not one for another guardian, of another procedure, or no longer open', () => {
    const ofMother = block(2, morning, only(mother)).state;
    expect(opening('block', [ofMother], only(father))).toBeNull();
    expect(opening('seal.staff', [first])).toBeNull();
    expect(opening('block', [stateAfter(past.refused, requestId(2))])).toBeNull();
    expect(opening('block', [stateAfter([...past.registered, withdrawnEvent], requestId(2))])).toBeNull();
  });

  it('is one of any unit', () => expect(opening('block', [elsewhere(first)])?.code).toBe('duplicate-request'));

  it('is one that is decided or submitted, until it is executed', () => {
    const submitted = walk(block(2), 'submitted').state;
    expect(opening('block', [submitted])?.code).toBe('duplicate-request');
    expect(opening('block', [walk(block(2), 'executed').state])?.code).toBe('measure-already-in-force');
  });

  it('of an extension is judged within the unit', () => {
    const extension = opened(procedureOf('extension.guardian'), 'ordinary', { number: 2, at: morning }).state;
    expect(opening('extension.guardian', [extension])?.code).toBe('duplicate-request');
    expect(opening('extension.guardian', [elsewhere(extension)])).toBeNull();
    expect(opening('extension.guardian', [extension], only(father))).toBeNull();
  });

  it('of an ending is one that ends the same request', () => {
    const staffSeal = inForceBefore('seal.staff', 500);
    const guardSeal = inForceBefore('seal.protected-identity', 501);
    const unseal = (concerns: RequestState) =>
      opened(procedureOf('unseal.staff'), 'ordinary', {
        number: 2,
        at: morning,
        others: [staffSeal, guardSeal],
        changes: { concerns: concerns.id },
      }).state;
    const others = [staffSeal, guardSeal, unseal(staffSeal)];
    expect(opening('unseal.staff', others, { concerns: staffSeal.id })?.code).toBe('duplicate-request');
    expect(opening('unseal.staff', others, { concerns: guardSeal.id })).toBeNull();
  });
});

const withdrawnEvent = {
  type: 'RequestWithdrawn',
  occurredAt: morning,
  persons: [],
  data: { by: clinician, at: morning, reason: 'Behovet har upphört.' },
} as const;

describe('an urgent call', () => {
  it('is not stopped by an open ordinary request, and is by an open call', () => {
    expect(opening('block', [block(2).state], {}, 'urgent')).toBeNull();
    expect(opening('block', [stateAfter(urgentPast.called, requestId(2))], {}, 'urgent')?.code).toBe(
      'duplicate-request',
    );
    expect(opening('block', [stateAfter(urgentPast.called, requestId(2))])?.code).toBe('duplicate-request');
  });

  it('is stopped by a measure in force', () => {
    expect(opening('block', [inForceBefore('block', 500)], {}, 'urgent')?.code).toBe('measure-already-in-force');
  });

  it('is granted afterwards though an ordinary request was open before it', () => {
    const state = stateAfter(urgentPast.consulted, requestId(3));
    const others = [block(2).state];
    const call = {
      procedure: procedureOf('block'),
      track: 'urgent',
      others,
      state,
      events: urgentPast.consulted,
    } as const;
    expect(step(call, grant).state.outcome).toBe('granted');
  });
});

describe('a measure already in force', () => {
  const inForce = inForceBefore('block', 500, only(mother));

  it('is one on any same guardian, whichever unit began it', () => {
    expect(opening('block', [inForce], only(father, mother))).toStrictEqual({
      code: 'measure-already-in-force',
      existing: inForce.id,
    });
    expect(opening('block', [elsewhere(inForce)], only(mother))?.code).toBe('measure-already-in-force');
    expect(opening('block', [inForce], only(father))).toBeNull();
  });

  it('is a seal of the same procedure: several initiators may seal the same account', () => {
    const seal = inForceBefore('seal.staff', 500);
    expect(opening('seal.staff', [seal])?.code).toBe('measure-already-in-force');
    expect(opening('seal.protected-identity', [seal])).toBeNull();
  });

  it('of an extension is one for the same reader and unit', () => {
    const extension = inForceBefore('extension.guardian', 500);
    expect(opening('extension.guardian', [extension])?.code).toBe('measure-already-in-force');
    expect(opening('extension.guardian', [extension], only(father))).toBeNull();
    expect(opening('extension.minor', [extension])).toBeNull();
    const procedure = procedureOf('extension.guardian');
    const unit = { ...unitAsIs, hsaId: lerum.hsaId };
    whenOpened(openingOf(procedure), { actor: clinician, procedure, others: [extension], unit }).accepted();
  });

  it('is one that begins later, too', () => {
    const coming = walk(block(2, morning, { validFrom: '2027-03-01' as never }), 'executed').state;
    expect(opening('block', [coming])?.code).toBe('measure-already-in-force');
  });

  it('is none when it was ended', () => {
    const ending = opened(procedureOf('block-end'), 'ordinary', { number: 2, at: morning, others: [inForce] });
    const ended = walk(ending, 'executed').state;
    expect(opening('block', [inForce, ended], only(mother))).toBeNull();
  });

  it('is none when it was ended before it had begun', () => {
    const coming = walk(block(2, morning, { validFrom: '2027-03-01' as never }), 'executed').state;
    const ending = opened(procedureOf('block-end'), 'ordinary', { number: 3, at: later, others: [coming] });
    expect(opening('block', [coming, walk(ending, 'executed').state])).toBeNull();
  });
});

describe('of two openings of the same thing', () => {
  const decidedBeside = (mine: Journey, other: Journey) => {
    const state = walk(mine, 'consulted').state;
    return along({ ...mine, state, others: [other.state] })
      .when(grant, { now: afternoon })
      .code();
  };

  it('the one opened earlier is granted, the other is a duplicate', () => {
    const [first, second] = [block(9, morning), block(2, later)];
    expect([decidedBeside(first, second), decidedBeside(second, first)]).toStrictEqual([null, 'duplicate-request']);
  });

  it('in the same millisecond exactly one gives way, whatever their ids', () => {
    for (const [one, other] of [
      [block(2), block(9)],
      [block(9), block(2)],
    ] as const) {
      const codes = [decidedBeside(one, other), decidedBeside(other, one)];
      expect(codes.filter((code) => code === null)).toHaveLength(1);
      expect(codes.filter((code) => code === 'duplicate-request')).toHaveLength(1);
    }
  });

  it('neither gives way when they are for different guardians', () => {
    const [one, other] = [block(2, morning, only(mother)), block(9, morning, only(father))];
    expect([decidedBeside(one, other), decidedBeside(other, one)]).toStrictEqual([null, null]);
  });

  it('an ordinary one gives way to a call in hand, whichever was opened first', () => {
    const call = { ...block(2, later), state: stateAfter(urgentPast.called, requestId(2)) };
    expect(decidedBeside(block(9, morning), call)).toBe('duplicate-request');
  });

  it('a call gives way to an ordinary one that has been granted, and to no other', () => {
    const consulted = stateAfter(urgentPast.consulted, requestId(2));
    const decidedOn = (other: RequestState) =>
      along({ ...block(2, later), state: consulted, others: [other] })
        .when(grant, { now: afternoon })
        .code();
    expect(decidedOn(walk(block(9, morning), 'consulted').state)).toBeNull();
    expect(decidedOn(walk(block(9, morning), 'decided').state)).toBe('duplicate-request');
  });
});

describe('a call and an ordinary request for the same thing', () => {
  const call = { procedure: procedureOf('block'), track: 'urgent', events: urgentPast.consulted } as const;
  const granting = (other: RequestState) =>
    along({ ...call, state: stateAfter(urgentPast.consulted, requestId(3)), others: [other] }).when(grant);

  it('are not both granted: the call gives way to what is granted already, and only to that', () => {
    granting(walk(block(2), 'decided').state).refused('duplicate-request');
    granting(walk(block(2), 'consulted').state).accepted();
  });

  it('are not both granted: the ordinary one gives way to a call in hand, whichever was opened first', () => {
    for (const at of [instant('2026-11-01T06:00:00.000Z'), instant('2026-11-23T09:30:00.000Z')]) {
      const consulted = walk(block(2, at), 'consulted');
      const others = [stateAfter(urgentPast.called, requestId(3))];
      along({ ...consulted, others })
        .when(grant)
        .refused('duplicate-request');
    }
  });
});
