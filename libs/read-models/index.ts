export * from './table';
export * from './requests';
export * from './sight';
export * from './inbox';
export * from './measures';
export * from './commands';
export * from './effects';
export * from './request-view';
export * from './milestones';
export * from './volumes';
export * from './lead-times';

import { commands } from './commands';
import { effects } from './effects';
import { inbox } from './inbox';
import { measures } from './measures';
import { milestones } from './milestones';
import { requests } from './requests';
import { ReadModel } from './table';

/** Every question that the system answers from tables of its own. */
export const readModels: readonly ReadModel[] = [requests, inbox, measures, commands, effects, milestones];
