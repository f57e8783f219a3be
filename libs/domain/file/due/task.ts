import { TracedMeasure } from '../../measures/measures';
import { MeasuredFile } from '../../measures/review-by';
import { isOpen, RequestState } from '../../request/state';
import { Calendar } from '../../request/told/deadlines';
import { HsaId, Instant, LegalDate, RequestId } from '../../terms';
import { startOfDay } from '../../words/dates';
import { PatientFile } from '../file';

/** What is to be looked at beside the requests' own next steps. `correction` is a line of its request (../../request/told/waiting). */
export const taskNames = ['review', 'review-seal', 'new-guardian', 'manual-seal', 'restore', 'extension-ends'] as const;
export type TaskName = (typeof taskNames)[number];

/** Is the line a task, and no next step? `review` is both: to look at a measure again is a task, and the command that does it. */
export const isTask = (line: string): line is TaskName => taskNames.some((one) => one === line);

/** A line of the inbox, while it stands there. */
export interface Task {
  readonly task: TaskName;
  /** The request that began the measure. */
  readonly request: RequestId;
  readonly unit: HsaId;
  readonly from: Instant;
  /** The first instant without it; null: until something is done. */
  readonly until: Instant | null;
  readonly dueAt: Instant | null;
}

/** Who sees it at the unit. */
export const taskAudiences = {
  review: 'decision-maker',
  'review-seal': 'decision-maker',
  'new-guardian': 'decision-maker',
  'manual-seal': 'unit',
  restore: 'unit',
  'extension-ends': 'unit',
} as const satisfies Record<TaskName, 'decision-maker' | 'unit'>;

/** All that a task may be made of. */
export interface TaskFacts extends MeasuredFile {
  readonly all: readonly RequestState[];
  readonly register: PatientFile['register'];
  readonly birthDate: LegalDate;
  readonly calendar: Calendar;
}

/** Is a request open that renews or ends what this one began? */
export const isUnderWay = ({ id }: RequestState, { all }: Pick<TaskFacts, 'all'>): boolean =>
  all.some((other) => other.concerns === id && isOpen(other));

export const placed = (task: TaskName, { id, unit }: RequestState): Pick<Task, 'task' | 'request' | 'unit'> => ({
  task,
  request: id,
  unit: unit.hsaId,
});

export const isReviewedSince = ({ said: { reviewDays } }: RequestState, since: Instant): boolean =>
  reviewDays.some((day) => day.in === 'review' && day.at >= since);

export const endOf = ({ until }: Pick<TracedMeasure, 'until'>): Instant | null =>
  until === null ? null : startOfDay(until);
