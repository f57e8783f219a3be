import { DynamicModule, Module, Provider } from '@nestjs/common';
import { ApplicationModule } from '@sigill/application';
import { Answers } from './controllers/answers';
import { HealthController } from './controllers/health.controller';
import { ReadingController } from './controllers/reading.controller';
import { ReportsController } from './controllers/reports.controller';
import { RequestsController } from './controllers/requests.controller';
import { DevController, DevTools } from './dev/dev.controller';
import { Readiness } from './readiness';

@Module({})
export class ApiModule {
  /** `dev` null: production, without the routes of development. */
  static over(ports: readonly Provider[], readiness: Readiness, dev: DevTools | null): DynamicModule {
    return {
      module: ApiModule,
      imports: [ApplicationModule.over(ports)],
      controllers: [
        RequestsController,
        ReadingController,
        ReportsController,
        HealthController,
        ...(dev === null ? [] : [DevController]),
      ],
      providers: [
        Answers,
        { provide: Readiness, useValue: readiness },
        ...(dev === null ? [] : [{ provide: DevTools, useValue: dev }]),
      ],
    };
  }
}
