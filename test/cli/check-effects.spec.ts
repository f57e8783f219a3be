import { randomUUID } from 'node:crypto';
import { found } from './checked';
import { Copies } from './checked-copies';
import { forge, spoilLog } from './planting';

let copies: Copies;
beforeAll(async () => (copies = await Copies.make()), 120_000);

describe('of the effects, it names', () => {
  it('a second success', async () => {
    const dataDir = await copies.spoilt();
    const { stream, caseId: request, data } = copies.eventOf('EffectSucceeded');
    const event = await forge(dataDir, { stream, request, type: 'EffectSucceeded', data });
    expect(await found(dataDir)).toEqual([
      ['I-15', stream, event.revision, event.position, 'EffectSucceeded in phase sent'],
    ]);
  });

  it('another attempt after the success', async () => {
    const dataDir = await copies.spoilt();
    const { stream, caseId: request, data } = copies.eventOf('EffectAttempted');
    const event = await forge(dataDir, { stream, request, type: 'EffectAttempted', data });
    expect(await found(dataDir)).toEqual([
      ['I-15', stream, event.revision, event.position, 'EffectAttempted in phase sent'],
    ]);
  });

  it('an effect that nothing asks for', async () => {
    const dataDir = await copies.spoilt();
    const { caseId: request, data } = copies.eventOf('EffectClaimed');
    const event = await forge(dataDir, { stream: `effect-${randomUUID()}`, request, type: 'EffectClaimed', data });
    expect(await found(dataDir)).toEqual([
      ['I-14', event.stream, 0, event.position, 'nothing in the log asks for this effect'],
    ]);
  });

  it('an effect that is carried out as another', async () => {
    const dataDir = await copies.spoilt();
    const { stream, caseId: request, data } = copies.eventOf('EffectClaimed');
    const positions = copies.events.filter((one) => one.stream === stream).map(({ position }) => position);
    spoilLog(dataDir, `delete from events where position in (${positions.join()})`);
    const event = await forge(dataDir, {
      stream,
      request,
      type: 'EffectClaimed',
      data: { ...data, recipient: { role: 'unit', unit: 'x' } },
    });
    expect((await found(dataDir)).filter(([invariant]) => invariant === 'I-14')).toEqual([
      ['I-14', stream, 0, event.position, 'it was claimed as another effect than was asked for'],
    ]);
  });
});
