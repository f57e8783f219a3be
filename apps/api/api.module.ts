import { DynamicModule, Module, Provider } from '@nestjs/common';
import { ApplicationModule } from '@sigill/application';
import { Answers } from './controllers/answers';
import { DevTools } from './dev/dev.controller';
import { RequestCounts } from './metrics/request-counts';
import { ApiDescription } from './openapi/api-description';
import { controllers, developmentControllers } from './openapi/described-controllers';
import { Readiness } from './readiness';

@Module({})
export class ApiModule {
  /** `dev` null: production, without the routes of development. */
  static over(ports: readonly Provider[], readiness: Readiness, dev: DevTools | null): DynamicModule {
    const described = dev === null ? controllers : [...controllers, ...developmentControllers];
    return {
      module: ApiModule,
      imports: [ApplicationModule.over(ports)],
      controllers: described.map(({ controller }) => controller),
      providers: [
        Answers,
        RequestCounts,
        { provide: ApiDescription, useValue: new ApiDescription(described) },
        { provide: Readiness, useValue: readiness },
        ...(dev === null ? [] : [{ provide: DevTools, useValue: dev }]),
      ],
    };
  }
}
