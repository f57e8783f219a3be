import { assertNever } from '../terms';
import { barTo } from './rules/bar';
import { RequestCommand } from './commands';
import { Context } from './context';
import { assess } from './steps/assess';
import { consult } from './steps/consult';
import { correct } from './steps/correct';
import { settle } from './steps/settle';
import { execute } from './steps/execute';
import { sendBack, submit } from './steps/submit';
import { document, withdraw } from './steps/close';
import { recordOpened } from './steps/siblings';
import { review } from './steps/review';
import { RequestEvent } from './events';
import { Refusal } from './refusal';
import { RequestState } from './state';
import { refuseImpossible } from './rules/times';

/** Pure: the same command, state and context always give the same events, or the same Refusal. */
export function decide(command: RequestCommand, state: RequestState, context: Context): RequestEvent[] {
  refuseImpossible(command, context);
  const bar = barTo(command.action, state, context);
  if (bar !== null) throw new Refusal(bar);
  switch (command.action) {
    case 'assessment':
      return assess(command, state, context);
    case 'consultation':
      return consult(command, state, context);
    case 'decision':
      return settle(command, state, context);
    case 'submission':
      return submit(command, context);
    case 'execution':
      return execute(command, state, context);
    case 'correction':
      return correct(command, state, context);
    case 'return':
      return sendBack(command, context);
    case 'documentation':
      return document(command, context);
    case 'withdrawal':
      return withdraw(command, context);
    case 'siblings':
      return recordOpened(command, state, context);
    case 'review':
      return review(command, context);
    default:
      return assertNever(command);
  }
}
