import { PersonId, RequestedByTime, RequestId, streamOf } from '@sigill/domain';
import { CrashPoint } from '@sigill/effects';
import { requestOwner, uuidV5 } from '@sigill/event-log';
import { dueEffectOf } from '@sigill/projections';
import { child, date, partille } from '../support/domain/people';
import { EffectWorld } from './effect-world';
import { unitAddress } from './outside';

describe('a mail that time asks for', () => {
  let world: EffectWorld;
  beforeEach(async () => (world = await EffectWorld.open()));
  afterEach(() => world.close());

  /** Of a request that is there; gives the effect's id. */
  async function asked(): Promise<string> {
    await world.ask();
    const request = (await world.newest()).caseId as RequestId;
    const due = { kind: 'review', on: date('2027-11-23') } as const;
    const id = dueEffectOf(request, due);
    const data: RequestedByTime = {
      ...{ request, patient: child.id as PersonId, caseNumber: '2026-7K3QX9TM', due },
      ...{ kind: 'mail', template: 'review', recipient: { role: 'unit', unit: partille.hsaId } },
    };
    const now = world.time.now();
    await world.log.append({
      heads: world.log.beginning(streamOf('effect', id)),
      parts: [
        {
          caseId: request,
          keyOwner: requestOwner(request),
          actor: { sub: 'worker', kind: 'worker', role: 'system', unitId: null, onBehalfOf: null },
          legalGround: null,
          facts: [{ type: 'EffectRequested', schemaVersion: 1, occurredAt: now, data, persons: {} }],
        },
      ],
      command: {
        commandId: uuidV5(id, 'requested'),
        commandHash: 'A'.repeat(43),
        correlationId: request,
        causationId: request,
        keyId: null,
        recordedAt: now,
        purpose: 'test',
      },
    });
    return id;
  }

  const reviews = () => world.mailer.sent.filter(({ subject }) => subject.includes('omprövas'));

  it('is sent to whom it says, and names its case', async () => {
    const worker = await world.started();
    const id = await asked();
    await worker.settle();
    expect(await world.story(id)).toEqual(['Requested', 'Claimed', 'Attempted', 'Succeeded']);
    expect(reviews().map(({ to, subject }) => `${to} ${subject}`)).toEqual([
      `${unitAddress} Ärende 2026-7K3QX9TM ska omprövas`,
    ]);
    expect(world.faults).toEqual([]);
  });

  it('is found again by a worker that starts later, in rows of its own or in those that were there', async () => {
    const id = await asked();
    const first = await world.started({}, {}, 'rows');
    await first.stop();
    await (await world.started({}, {}, 'rows')).settle();
    await (await world.started()).settle();
    expect(await world.story(id)).toEqual(['Requested', 'Claimed', 'Attempted', 'Succeeded']);
    expect(reviews()).toHaveLength(1);
  });

  it.each<readonly [CrashPoint, number]>([
    ['claimed', 1],
    ['attempt-recorded', 1],
    ['mail-sent', 2],
    ['outcome-recorded', 1],
  ])('is lost by no crash when %s, and sent %i times in all', async (point, mails) => {
    const id = await asked();
    let hits = 0;
    const crashPoint = (name: CrashPoint): void => {
      if (name === point && (hits += 1) === 2) throw new Error(`crashed when ${point}`);
    };
    const worker = world.worker({ crashPoint }, { concurrency: 1 });
    await worker.start();
    await expect(worker.settle()).rejects.toThrow(`crashed when ${point}`);
    await worker.stop();
    await (await world.started()).settle();
    expect((await world.story(id)).at(-1)).toBe('Succeeded');
    expect(reviews()).toHaveLength(mails);
    expect(new Set(reviews().map(({ messageId }) => messageId)).size).toBe(1);
  });
});
