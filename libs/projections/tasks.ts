import { taskAudiences, tasksIn } from '@sigill/domain';
import { OfFile } from './engine/table';
import { never } from './never';

/** What is to be looked at beside the requests' own next steps, and while when does it show? */
export const tasks: OfFile = {
  of: 'file',
  name: 'tasks',
  version: 1,
  columns: `request TEXT NOT NULL, action TEXT NOT NULL, since TEXT NOT NULL, until TEXT NOT NULL, audience TEXT NOT NULL,
    unit TEXT NOT NULL, patient TEXT NOT NULL, due TEXT NOT NULL, PRIMARY KEY (request, action, since)`,
  clustered: true,
  indexes: [
    `(unit, due, since, request, action, until) WHERE audience = 'unit'`,
    `(unit, due, since, request, action, until) WHERE audience = 'decision-maker'`,
    '(patient)',
  ],
  rows: ({ file, birthDate, patient }, calendar) =>
    tasksIn(file, birthDate, calendar).map(({ task, request, unit, from, until, dueAt }) => ({
      request,
      action: task,
      since: from,
      until: until ?? never,
      audience: taskAudiences[task],
      unit,
      patient,
      due: dueAt ?? never,
    })),
};
