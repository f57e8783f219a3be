import { WrongRevision } from '@sigill/event-log';
import { logAtHand } from './log-at-hand';
import { command, fact, streamOf } from './samples';

const at = logAtHand();

describe('a command that is appended again', () => {
  it('answers with what stands in the log, though its bytes would be others now', async () => {
    const first = await at.subject.log.append(at.opening(1));
    const later = command(1, { recordedAt: '2026-11-22T11:00:00.000Z' });
    const again = await at.subject.log.append(at.opening(1, { command: later }));
    expect(again).toEqual(first);
    await at.subject.log.append(at.opening(1, { heads: again.heads, command: command(2) }));
    const { events } = await at.subject.log.read(streamOf(1));
    expect(events.map((event) => event.command.commandId)).toEqual([command(1).commandId, command(2).commandId]);
    expect(events[0]?.recordedAt).toBe(first.recordedAt);
    expect(await at.subject.log.append(at.opening(1))).toEqual(first);
  });

  it('is another command when it asks for something else', async () => {
    await at.subject.log.append(at.opening(1));
    const other = command(1, { commandHash: command(2).commandHash });
    await expect(at.subject.log.append(at.opening(1, { command: other }))).rejects.toBeInstanceOf(WrongRevision);
  });

  it('is not taken for done when it would record less or more than it did', async () => {
    await at.subject.log.append(at.opening(1, { facts: [fact(), fact()] }));
    await expect(at.subject.log.append(at.opening(1))).rejects.toBeInstanceOf(WrongRevision);
    await expect(at.subject.log.append(at.opening(1, { facts: [fact(), fact(), fact()] }))).rejects.toBeInstanceOf(
      WrongRevision,
    );
  });

  it('finds another in its place', async () => {
    const { heads } = await at.subject.log.append(at.opening(1));
    const answers = await Promise.allSettled(
      [2, 3, 4].map((n) => at.subject.log.append(at.opening(1, { heads, command: command(n) }))),
    );
    expect(answers.map((answer) => answer.status).sort()).toEqual(['fulfilled', 'rejected', 'rejected']);
    for (const answer of answers) if (answer.status === 'rejected') expect(answer.reason).toBeInstanceOf(WrongRevision);
  });
});
