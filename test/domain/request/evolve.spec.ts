import { BrokenHistory, evolve, RequestEvent, RequestState, schemaVersionOf, upcast } from '@sigill/domain';
import { exampleId, stateAfter } from '../../support/domain/asking';
import {
  called,
  documented,
  hour,
  opened,
  past,
  returned,
  submitted,
  urgentPast,
} from '../../support/domain/block-case';
import { everyEvent } from '../../support/domain/every-event';
import { child, clinician, executor, mother, stepfather } from '../../support/domain/people';

const types = [...new Set(everyEvent.map(({ type }) => type))];

describe('a history', () => {
  it('begins with an opening, and has one', () => {
    for (const event of everyEvent.filter(({ type }) => type !== 'RequestOpened'))
      expect(() => evolve(null, event, exampleId)).toThrow(BrokenHistory);
    for (const second of [opened, called])
      expect(() => stateAfter([...past.assessed, second])).toThrow(`request ${exampleId} is opened twice`);
  });

  it('counts its events from one, and remembers when the last was recorded', () => {
    past.closed.forEach((event, index) => {
      const state = stateAfter(past.closed.slice(0, index + 1));
      expect([state.revision, state.changedAt]).toStrictEqual([index + 1, event.data.at]);
    });
  });

  it('remembers when each state was first reached, also after a return', () => {
    const again = { ...submitted, data: { ...submitted.data, at: hour(14) } };
    expect(stateAfter([...past.submitted, returned, again]).reached).toStrictEqual({
      registered: hour(8),
      assessed: hour(9),
      consulted: hour(10),
      decided: hour(11),
      submitted: hour(12),
    });
  });

  it('introduces persons once, and again under a new name', () => {
    const renamed = { ...mother, name: 'Test Nygift' };
    const [first, second] = past.assessed;
    const { persons } = stateAfter([first, { ...second, persons: [renamed, stepfather] }]);
    expect(persons[mother.id]).toStrictEqual(renamed);
    expect(persons[stepfather.id]).toStrictEqual(stepfather);
    expect(persons[child.id]).toStrictEqual(child);
  });

  it('keeps the newest register', () => {
    const [, second] = past.assessed;
    const register = { ...second.data.register, source: 'ny-kalla' };
    const state = stateAfter([opened, { ...second, data: { ...second.data, register } }]);
    expect(state.register).toStrictEqual(register);
  });

  it('takes every event without changing what was before', () => {
    const before = stateAfter(past.executed);
    const copy = JSON.parse(JSON.stringify(before)) as RequestState;
    for (const event of everyEvent.filter(({ type }) => type !== 'RequestOpened')) {
      expect(evolve(before, event, exampleId).revision).toBe(before.revision + 1);
      expect(before).toStrictEqual(copy);
    }
  });

  it('shares with the state before what an event does not touch', () => {
    const before = stateAfter(past.executed);
    const after = evolve(before, documented, exampleId);
    const touched = Object.entries(after).filter(([field, value]) => before[field as keyof RequestState] !== value);
    expect(touched.map(([field]) => field)).toStrictEqual([
      'revision',
      'state',
      'documentation',
      'changedAt',
      'reached',
    ]);
  });

  it.each(['RequestForgotten', 'toString'])('of a type that nobody knows stops: %s', (type) => {
    const unknown = { ...opened, type } as unknown as RequestEvent;
    expect(() => evolve(stateAfter(past.registered), unknown, exampleId)).toThrow(
      new BrokenHistory(`request ${exampleId} holds a ${type}`),
    );
  });
});

describe('the state of a request', () => {
  it('after every step of an ordinary case', () => {
    expect(past.closed.map((_, index) => stateAfter(past.closed.slice(0, index + 1)).state)).toStrictEqual([
      'registered',
      'assessed',
      'consulted',
      'decided',
      'submitted',
      'executed',
      'closed',
    ]);
  });

  it('after every step of an urgent case', () => {
    expect(urgentPast.closed.map((_, index) => stateAfter(urgentPast.closed.slice(0, index + 1)).state)).toStrictEqual([
      'called',
      'executed-provisionally',
      'assessed',
      'consulted',
      'decided',
      'executed',
      'closed',
    ]);
  });

  it('of a closed case holds every step with who did it', () => {
    expect(stateAfter(past.closed)).toMatchObject({
      opened: { at: hour(8), by: clinician },
      assessment: { at: hour(9), by: clinician, recommendation: 'grant' },
      consultations: [{ revision: 3, at: hour(10), party: 'head-of-operations' }],
      decision: { at: hour(11), outcome: 'granted', capacity: 'head' },
      submission: { at: hour(12), signature: { method: 'decision-record' } },
      receipts: { 'minor-access-checked': { performedAt: hour(13), by: executor, at: hour(13) } },
      documentation: { at: hour(14), recordSystem: 'Melior' },
      handedOver: true,
      incident: false,
      voided: [],
    });
  });
});

describe('the newest shape of an event', () => {
  it.each(types)('%s is read as it is written', (type) => {
    const stored = { stream: 'file-1', type, schemaVersion: schemaVersionOf(type), data: {} };
    expect(upcast(stored)).toBe(stored);
  });

  it.each([
    ['a version to come', { type: 'RequestOpened', schemaVersion: 2 }],
    ['no version', { type: 'RequestOpened', schemaVersion: 0 }],
    ['an unknown type', { type: 'RequestForgotten', schemaVersion: 1 }],
    ['a name that every object has', { type: 'constructor', schemaVersion: 1 }],
  ])('is not %s', (_, stored) => expect(() => upcast({ ...stored, stream: 'file-1' })).toThrow(BrokenHistory));

  it('is not one of an earlier build’s streams', () =>
    expect(() => upcast({ stream: 'request-1', type: 'RequestOpened', schemaVersion: 1 })).toThrow(BrokenHistory));
});
