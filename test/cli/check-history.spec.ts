import { found } from './checked';
import { Copies } from './checked-copies';
import { forge } from './planting';

let copies: Copies;
beforeAll(async () => (copies = await Copies.make()), 120_000);

describe('of the history, it names', () => {
  it('a step after the end', async () => {
    const dataDir = await copies.spoilt();
    const { data } = copies.eventOf('ConsultationHeld', 'closed');
    const request = copies.requests.closed;
    const event = await forge(dataDir, { stream: copies.streamOf('closed'), request, type: 'ConsultationHeld', data });
    expect(await found(dataDir)).toEqual([
      ['I-09', event.stream, event.revision, event.position, 'ConsultationHeld in state closed (not-allowed-in-state)'],
    ]);
  });

  it('a step that was skipped', async () => {
    const dataDir = await copies.spoilt();
    const { data } = copies.eventOf('RequestDecided', 'closed');
    const request = copies.requests.ending;
    const event = await forge(dataDir, { stream: copies.streamOf('ending'), request, type: 'RequestDecided', data });
    expect(await found(dataDir)).toEqual([
      [
        'I-09',
        event.stream,
        event.revision,
        event.position,
        'RequestDecided in state registered (not-allowed-in-state)',
      ],
    ]);
  });

  it('a type or a version that no release has written', async () => {
    const dataDir = await copies.spoilt();
    const request = copies.requests.closed;
    const strange = { stream: copies.streamOf('closed'), request, data: {} };
    const event = await forge(dataDir, { ...strange, type: 'RequestAssessed', schemaVersion: 9 }).catch(() => null);
    expect(event).toBe(null);
    const [first, ...more] = await found(dataDir);
    expect([first?.slice(0, 2), more]).toEqual([['I-10', copies.streamOf('closed')], []]);
  });

  it('a region that is chosen twice, and goes on with the rest', async () => {
    const dataDir = await copies.spoilt();
    const { stream, caseId, data } = copies.eventOf('RegionChosen');
    await forge(dataDir, { stream, request: caseId, type: 'RegionChosen', data });
    expect(await found(dataDir)).toEqual([['I-10', stream, null, null, 'a region is chosen twice']]);
  });

  it('an event that cannot be taken in', async () => {
    const dataDir = await copies.spoilt();
    const { data } = copies.eventOf('RequestOpened', 'closed');
    const request = copies.requests.closed;
    const event = await forge(dataDir, { stream: copies.streamOf('closed'), request, type: 'RequestOpened', data });
    expect(await found(dataDir)).toEqual([
      [
        'I-10',
        event.stream,
        event.revision,
        event.position,
        `RequestOpened cannot be taken in: request ${request} is opened twice`,
      ],
    ]);
  });

  it('a command that is refused twice', async () => {
    const dataDir = await copies.spoilt();
    const { stream, data, caseId: request } = copies.eventOf('CommandRefused');
    const event = await forge(dataDir, { stream, request, type: 'CommandRefused', data });
    expect(await found(dataDir)).toEqual([['I-10', stream, 1, event.position, 'a command is refused twice']]);
  });

  it('a stream that is nobody’s', async () => {
    const dataDir = await copies.spoilt();
    const request = copies.requests.closed;
    await forge(dataDir, { stream: 'rubble', request, type: 'FormReturned', data: {} }).catch(() => null);
    expect((await found(dataDir)).map(([invariant, stream]) => [invariant, stream])).toEqual([['I-10', 'rubble']]);
  });
});
