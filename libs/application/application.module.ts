import { DynamicModule, Module, Provider } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { EventLog } from '@sigill/event-log';
import { AssessRequestHandler } from './commands/assess-request';
import { CorrectStepHandler } from './commands/correct-step';
import { DecideRequestHandler } from './commands/decide-request';
import { DocumentRequestHandler } from './commands/document-request';
import { HoldConsultationHandler } from './commands/hold-consultation';
import { OpenOrdinaryHandler } from './commands/open-request';
import { OpenUrgentHandler } from './commands/open-urgent-request';
import { RecordExecutionHandler } from './commands/record-execution';
import { ReturnFormHandler } from './commands/return-form';
import { SubmitFormHandler } from './commands/submit-form';
import { WithdrawRequestHandler } from './commands/withdraw-request';
import { CaseFiles } from './case-files';
import { Endings } from './endings';
import { Facts } from './facts';
import { Looking } from './looking';
import { Openings } from './openings';
import { Patients } from './patients';
import { Presenter } from './presenter';
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
import { Requests } from './requests';
import { Siblings } from './siblings';
import { SignedForms } from './signed-forms';

const commandHandlers = [
  OpenOrdinaryHandler,
  OpenUrgentHandler,
  AssessRequestHandler,
  HoldConsultationHandler,
  DecideRequestHandler,
  SubmitFormHandler,
  RecordExecutionHandler,
  ReturnFormHandler,
  DocumentRequestHandler,
  WithdrawRequestHandler,
  CorrectStepHandler,
];

const queryHandlers = [
  GetRequestHandler,
  GetHistoryHandler,
  GetFormHandler,
  PreviewRequestHandler,
  SearchRequestsHandler,
  GetInboxHandler,
  SearchAccessHandler,
  GetProceduresHandler,
  GetReportHandler,
];

const services = [
  CaseFiles,
  ReadSide,
  Facts,
  Openings,
  Endings,
  SignedForms,
  Siblings,
  Patients,
  Presenter,
  Looking,
  SearchedFor,
  Requests,
];

/** Every intent and every question, over the ports that a program gives it. */
@Module({})
export class ApplicationModule {
  /** `ports`: a provider for each abstract class of ./ports, for EventLog, Projector and Policies. */
  static over(ports: readonly Provider[]): DynamicModule {
    return {
      module: ApplicationModule,
      imports: [CqrsModule.forRoot()],
      providers: [...ports, ...services, ...commandHandlers, ...queryHandlers],
      exports: [CqrsModule, EventLog, ...services],
    };
  }
}
