import { DynamicModule, Module, Provider } from '@nestjs/common';
import type { ProgramRole } from '@sigill/adapters';
import { ApplicationModule } from '@sigill/application';
import { Answers } from './controllers/answers';
import { Health, WorkerHere } from './health';
import { DevTools } from './dev/dev.controller';
import { RequestCounts } from './metrics/request-counts';
import { ApiDescription } from './openapi/api-description';
import { controllers, controllersOfTheProgram, developmentControllers } from './openapi/described-controllers';
import { Readiness } from './readiness';

interface ApiParts {
  readonly readiness: Readiness;
  readonly dev: DevTools | null;
  readonly roles: readonly ProgramRole[];
}

@Module({})
export class ApiModule {
  /** `dev` null: production, without the routes of development. `roles`: what this process is for; a worker alone answers only for
   *  itself. */
  static over(ports: readonly Provider[], { readiness, dev, roles }: ApiParts): DynamicModule {
    const own = roles.includes('api') ? controllers : controllersOfTheProgram;
    const described = dev === null ? own : [...own, ...developmentControllers];
    return {
      module: ApiModule,
      imports: [ApplicationModule.over(ports)],
      controllers: described.map(({ controller }) => controller),
      providers: [
        Answers,
        RequestCounts,
        { provide: ApiDescription, useValue: new ApiDescription(described) },
        Health,
        { provide: Readiness, useValue: readiness },
        { provide: WorkerHere, useValue: { isHere: roles.includes('worker') } satisfies WorkerHere },
        ...(dev === null ? [] : [{ provide: DevTools, useValue: dev }]),
      ],
    };
  }
}
