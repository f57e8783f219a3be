import { DynamicModule, Module, Provider } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { EventLog } from '@sigill/event-log';
import { AssessHandler } from './commands/assessment';
import { OpenHandler } from './commands/open';
import { TakeRegisterChangesHandler } from './commands/register-changes';
import { OpenForSiblingsHandler } from './commands/siblings';
import { StepHandler } from './commands/step';
import { AllowedActions } from './allowed-actions';
import { CaseFiles } from './case-files';
import { Endings } from './endings';
import { Facts } from './facts';
import { FormOffices } from './form-offices';
import { Filing } from './filing';
import { NamedStaff } from './named-staff';
import { Looking } from './looking';
import { Looks } from './looks';
import { OpeningRequests } from './opening-requests';
import { Openings } from './openings';
import { Patients } from './patients';
import { Persons } from './persons';
import { Contexts } from './contexts';
import { Presenter } from './presenter';
import { Progress } from './progress';
import { NamedSubjects } from './subjects';
import { SweepLog } from './sweep-log';
import { AskTimelineHandler } from './queries/access-timeline';
import { FindPersonHandler } from './queries/find-person';
import { GetFormHandler } from './queries/form';
import { GetHistoryHandler } from './queries/history';
import { GetInboxHandler } from './queries/inbox';
import { PreviewRequestHandler } from './queries/preview';
import { GetProceduresHandler } from './queries/procedures';
import { GetReportHandler } from './queries/report';
import { GetRequestHandler } from './queries/request';
import { SearchAccessHandler } from './queries/search-access';
import { SearchRequestsHandler } from './queries/search-requests';
import { SearchedFor } from './queries/searched-for';
import { ReadSide } from './read-side';
import { RegisterSweep } from './register-sweep';
import { RefusedCommands } from './refused-commands';
import { RefusedSubjects } from './refused-subjects';
import { Requests } from './requests';
import { SiblingOpenings } from './sibling-openings';
import { Siblings } from './siblings';
import { SoughtPatients } from './sought-patients';
import { SiblingsInRegister } from './siblings-in-register';
import { SignedForms } from './signed-forms';
import { Standing } from './standing';
import { TimedMails } from './timed-mails';
import { Timers } from './timers';
import { Warnings } from './warnings';

const commandHandlers = [OpenHandler, StepHandler, AssessHandler, OpenForSiblingsHandler, TakeRegisterChangesHandler];

const queryHandlers = [
  GetRequestHandler,
  GetHistoryHandler,
  GetFormHandler,
  PreviewRequestHandler,
  SearchRequestsHandler,
  GetInboxHandler,
  SearchAccessHandler,
  AskTimelineHandler,
  FindPersonHandler,
  GetProceduresHandler,
  GetReportHandler,
];

const services = [
  CaseFiles,
  ReadSide,
  Facts,
  Openings,
  Filing,
  OpeningRequests,
  Endings,
  FormOffices,
  SignedForms,
  Siblings,
  SoughtPatients,
  SiblingsInRegister,
  SiblingOpenings,
  NamedStaff,
  Standing,
  Patients,
  Persons,
  Presenter,
  Warnings,
  AllowedActions,
  Looking,
  Looks,
  SearchedFor,
  Requests,
  TimedMails,
  Timers,
  RegisterSweep,
  SweepLog,
  Progress,
  Contexts,
  NamedSubjects,
  RefusedSubjects,
  RefusedCommands,
];

/** Every command and every question, over the ports that a program gives it. */
@Module({})
export class ApplicationModule {
  /** `ports`: a provider for each abstract class of ./ports, for EventLog, Rows and Policies. */
  static over(ports: readonly Provider[]): DynamicModule {
    return {
      module: ApplicationModule,
      imports: [CqrsModule.forRoot()],
      providers: [...ports, ...services, ...commandHandlers, ...queryHandlers],
      exports: [CqrsModule, EventLog, ...services],
    };
  }
}
