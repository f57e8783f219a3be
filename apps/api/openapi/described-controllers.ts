import { HealthController } from '../controllers/health.controller';
import { ReadingController } from '../controllers/reading.controller';
import { RegisterController } from '../controllers/register.controller';
import { ReportsController } from '../controllers/reports.controller';
import { RequestsController } from '../controllers/requests.controller';
import { DevController } from '../dev/dev.controller';
import { MetricsController } from '../metrics/metrics.controller';
import { DescriptionController } from './description.controller';
import { described, DescribedController } from './document';
import {
  descriptionOperations,
  devOperations,
  healthOperations,
  metricsOperations,
} from './operations/program.operations';
import { readingOperations } from './operations/reading.operations';
import { registerOperations } from './operations/register.operations';
import { reportsOperations } from './operations/reports.operations';
import { requestsOperations } from './operations/requests.operations';

/** What every process answers for itself. */
export const controllersOfTheProgram: readonly DescribedController[] = [
  described(HealthController, healthOperations),
  described(MetricsController, metricsOperations),
  described(DescriptionController, descriptionOperations),
];

/** Every controller of the program: one that nobody describes is not in it. */
export const controllers: readonly DescribedController[] = [
  described(RequestsController, requestsOperations),
  described(ReadingController, readingOperations),
  described(RegisterController, registerOperations),
  described(ReportsController, reportsOperations),
  ...controllersOfTheProgram,
];

export const developmentControllers: readonly DescribedController[] = [described(DevController, devOperations)];
