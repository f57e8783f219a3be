import { Injectable } from '@nestjs/common';
import {
  allDeadlinesOf,
  dayBefore,
  duePolicies,
  DueRules,
  inForce,
  legalDateOf,
  measuresOf,
  RequestId,
  sees,
} from '@sigill/domain';
import { MeasureView, RequestView } from '@sigill/projections';
import { NamedCaller } from './authority';
import { Found } from './case-file';
import { Facts } from './facts';
import { WorkingDays } from './ports';

/** How a request stands at the moment of asking: what it must not be late with, and what has become of its measures. */
@Injectable()
export class Standing {
  constructor(
    private readonly facts: Facts,
    private readonly workingDays: WorkingDays,
  ) {}

  /** What a day is judged by. */
  get rules(): DueRules {
    return { policies: duePolicies, isWorkingDay: (date) => this.workingDays.isWorkingDay(date) };
  }

  deadlines({ state, file }: Found): RequestView['deadlines'] {
    return allDeadlinesOf(state, file, this.rules, this.facts.now());
  }

  /** What the request began, as it stands today by all of the patient's requests. */
  measures({ state, file }: Found, caller: NamedCaller): readonly MeasureView[] {
    const today = legalDateOf(this.facts.now());
    const isReadable = (id: RequestId): boolean => {
      const other = file.requests.get(id);
      return other !== undefined && sees(caller, other);
    };
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
