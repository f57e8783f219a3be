import { Injectable } from '@nestjs/common';
import { allDeadlinesOf, Calendar, dayBefore, inForce, LegalDate, legalDateOf, measuresOf } from '@sigill/domain';
import { MeasureView, RequestView } from '@sigill/projections';
import { NamedCaller, readableAmong } from './authority';
import { Found } from './case-file';
import { Facts } from './facts';
import { Policies, WorkingDays } from './ports';
import { Siblings } from './siblings';

/** How a request stands at the moment of asking: what it must not be late with, and what has become of its measures. */
@Injectable()
export class Standing {
  constructor(
    private readonly facts: Facts,
    private readonly workingDays: WorkingDays,
    private readonly policies: Policies,
    readonly siblings: Siblings,
  ) {}

  /** What a day is judged by. */
  get calendar(): Calendar {
    const isWorkingDay = (date: LegalDate): boolean => this.workingDays.isWorkingDay(date);
    return { isWorkingDay, policies: this.policies.all };
  }

  deadlines({ state, file }: Found): RequestView['deadlines'] {
    return allDeadlinesOf(state, file, this.calendar, this.facts.now());
  }

  /** What the request began, as it stands today by all of the patient's requests. */
  measures({ state, file }: Found, caller: NamedCaller): readonly MeasureView[] {
    const today = legalDateOf(this.facts.now());
    const isReadable = readableAmong(file.requests, caller);
    return measuresOf([...file.requests.values()])
      .filter(({ request }) => request === state.id)
      .map((measure) => ({
        kind: measure.kind,
        person: measure.person,
        unit: measure.unit,
        from: measure.from,
        until: measure.until === null ? null : dayBefore(measure.until),
        inForce: inForce(measure, today),
        endedBy: measure.endedBy !== null && isReadable(measure.endedBy) ? measure.endedBy : null,
      }));
  }
}
