import { answers } from './answers';
import { begun, ended } from './begun';
import { circumstances } from './circumstances';
import { commands } from './commands';
import { due } from './due';
import { effects } from './effects';
import { Table } from './engine/table';
import { forms } from './forms';
import { handlers } from './handlers';
import { inbox } from './inbox';
import { leadMonths } from './lead-months';
import { milestoneDays } from './milestone-days';
import { milestoneMonths } from './milestone-months';
import { milestones } from './milestones';
import { parties } from './parties';
import { refusals } from './refusals';
import { requests } from './requests';
import { reviews } from './reviews';
import { tasks } from './tasks';
import { urgentCalls } from './urgent-calls';
import { wards } from './wards';

/** Every question that the system answers from tables of its own. */
export const projections: readonly Table[] = [
  requests,
  inbox,
  commands,
  effects,
  forms,
  parties,
  wards,
  answers,
  handlers,
  begun,
  ended,
  milestones,
  milestoneDays,
  milestoneMonths,
  leadMonths,
  refusals,
  urgentCalls,
  tasks,
  due,
  reviews,
  circumstances,
];
