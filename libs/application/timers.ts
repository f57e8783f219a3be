import { Injectable } from '@nestjs/common';
import { birthDateOf, Due, dueName, dueOf, identityIn, lapsed, latestOfKind, PersonId } from '@sigill/domain';
import { Position } from '@sigill/event-log';
import { DueRow } from '@sigill/projections';
import { systemActor } from './authority';
import { CaseFile } from './case-file';
import { Facts } from './facts';
import { Filing } from './filing';
import { stampOfDue } from './ids';
import { Standing } from './standing';
import { TimedMails } from './timed-mails';

/** What time does: found in the rows, judged once more on the file itself, and written so that it happens once whoever does it
 *  and however often. */
@Injectable()
export class Timers {
  constructor(
    private readonly filing: Filing,
    private readonly facts: Facts,
    private readonly standing: Standing,
    private readonly mails: TimedMails,
  ) {}

  /** Does it, if it still is to be done. Answers where in the log that stands; null: there was nothing to do.
   *  @throws StoreUnavailable, OutcomeUnknown: do it again */
  carryOut(row: DueRow): Promise<Position | null> {
    return this.filing.until(row.patient, { urgent: false }, async (file) => {
      const due = this.dueIn(file, row);
      if (due === null) return null;
      const { does } = due;
      return does.does === 'lapse'
        ? this.lapse(file, due, does.guardians)
        : this.mails.ask(file.patient, due, does.dispatch, this.facts.now());
    });
  }

  /** Of several days of one kind that are past, the latest alone. */
  private dueIn(file: CaseFile, row: DueRow): Due | null {
    const number = identityIn(file, file.patient)?.personalNumber;
    if (number === undefined) return null;
    const now = this.facts.now();
    const all = dueOf(file, birthDateOf(number), this.standing.calendar);
    const found = latestOfKind(all, now).find(
      ({ request, kind, on }) => request === row.request && kind === row.kind && on === row.on,
    );
    return found !== undefined && found.at <= now ? found : null;
  }

  /** @throws WrongRevision: decide anew */
  private async lapse(file: CaseFile, due: Due, guardians: readonly PersonId[]): Promise<Position> {
    const { request } = due;
    const at = this.facts.now(file.heads);
    const stamp = stampOfDue(request, `${dueName(due)}|${guardians.join()}`);
    const event = lapsed(due, guardians, { by: systemActor, at });
    return (await this.filing.write({ file, stamp }, [{ request, events: [event] }], at)).position;
  }
}
