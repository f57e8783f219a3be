import { HealthController } from '../../controllers/health.controller';
import { DevController } from '../../dev/dev.controller';
import { MetricsController } from '../../metrics/metrics.controller';
import { json, Operations } from '../operation';
import { DescriptionController } from '../description.controller';

const markup = (type: string) => ({ [type]: { type: 'string' } });

export const healthOperations: Operations<HealthController> = {
  live: { tag: 'Program', summary: 'Does the process run?', manner: 'plain', answers: json('Live') },
  ready: {
    tag: 'Program',
    summary: 'Does the program take work?',
    manner: 'plain',
    answers: json('Health'),
    otherwise: { status: 503, meaning: 'Not yet, or not any more.' },
  },
};

export const metricsOperations: Operations<MetricsController> = {
  metrics: {
    tag: 'Program',
    summary: 'Get figures for supervision',
    description: 'In the text format of Prometheus. Addresses stand there as patterns; no person does.',
    manner: 'plain',
    answers: markup('text/plain'),
  },
};

export const descriptionOperations: Operations<DescriptionController> = {
  describe: {
    tag: 'Program',
    summary: 'Get this description',
    manner: 'plain',
    answers: { 'application/json': { type: 'object' } },
  },
  entry: { tag: 'Program', summary: 'Read this description, too', manner: 'plain', answers: markup('text/html') },
  page: { tag: 'Program', summary: 'Read this description', manner: 'plain', answers: markup('text/html') },
};

export const devOperations: Operations<DevController> = {
  clock: { tag: 'Development', summary: 'Get the program’s clock', manner: 'plain', answers: json('Clock') },
  moveClock: {
    tag: 'Development',
    summary: 'Move the clock forward',
    description: 'Answers when everything that fell due is done.',
    manner: 'plain',
    answers: json('Clock'),
    problems: ['clock-moves-forward-only'],
    example: { now: '2027-01-01T08:00:00.000Z' },
  },
  mails: { tag: 'Development', summary: 'List the mails', manner: 'plain', answers: json('Mails') },
  mail: { tag: 'Development', summary: 'Get a mail', manner: 'plain', answers: markup('message/rfc822') },
};
