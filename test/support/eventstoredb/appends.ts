import { AppendReq, AppendResp } from '@eventstore/db-client/generated/streams_pb';
import { sendUnaryData, ServerReadableStream, status } from '@grpc/grpc-js';
import { Faults, noFaults } from './faults';
import { Expected, Message, Outcome, ServerStreams } from './streams';
import { appendResponse, deleted, expectedIn, fault, messageIn, nameIn, notLeader, tooLarge } from './wire';

export interface Asked {
  readonly stream: string;
  readonly expected: Expected;
  readonly messages: readonly Message[];
}

/** What an append is answered: null is no answer at all. */
export type Answer = Outcome | { readonly is: 'error'; readonly error: ReturnType<typeof fault> } | null;

/** Takes appends as the rules say, or as a fault will have it. */
export class Appends {
  faults: Faults = noFaults;
  /** Nothing is answered any more, nor written. */
  isFrozen = false;
  private late: Asked[] = [];

  constructor(
    private readonly streams: ServerStreams,
    private readonly port: () => number,
  ) {}

  answer(asked: Asked): Answer {
    if (this.isFrozen) return null;
    const { stream, messages } = asked;
    const named = this.faults({ stream, ids: messages.map(({ id }) => id) });
    switch (named) {
      case null:
        return this.write(asked);
      case 'drop-before':
        return error(status.UNAVAILABLE, 'Connection dropped');
      case 'commit-drop':
        this.write(asked);
        return error(status.UNAVAILABLE, 'Connection dropped');
      case 'stall':
        return null;
      case 'late':
        this.late.push(asked);
        return null;
      case 'commit-stall':
        this.write(asked);
        return null;
      case 'commit-timeout':
        this.write(asked);
        return error(status.ABORTED, 'Operation timed out');
      case 'timeout':
        return error(status.ABORTED, 'Operation timed out');
      case 'busy':
        return error(status.UNAVAILABLE, 'Server Is Busy');
      case 'not-leader':
        return { is: 'error', error: notLeader(this.port()) };
    }
  }

  /** What came late is written now, in the order in which it came. */
  settle(): void {
    const waiting = this.late;
    this.late = [];
    for (const { stream, expected, messages } of waiting) this.streams.append(stream, expected, messages);
  }

  /** Every append gives those before it that came late their turn. */
  private write({ stream, expected, messages }: Asked): Outcome {
    const outcome = this.streams.append(stream, expected, messages);
    this.settle();
    return outcome;
  }
}

const error = (code: status, details: string): Answer => ({ is: 'error', error: fault(code, details) });

/** The call of its own that each append is when the client gives credentials. */
export const classicAppend =
  (appends: Appends) =>
  (call: ServerReadableStream<AppendReq, AppendResp>, reply: sendUnaryData<AppendResp>): void => {
    let options: AppendReq.Options | undefined;
    const messages: Message[] = [];
    call.on('data', (request: AppendReq) => {
      if (request.hasOptions()) options = request.getOptions();
      else messages.push(messageIn(request.getProposedMessage()));
    });
    call.on('end', () => {
      if (options === undefined) return;
      const { stream, expected } = askedIn(options);
      const answer = appends.answer({ stream, expected, messages });
      if (answer === null) return;
      switch (answer.is) {
        case 'error':
          return void reply(answer.error);
        case 'deleted':
          return void reply(deleted(stream));
        case 'too-large':
          return void reply(tooLarge());
        default:
          return void reply(null, appendResponse(expected, answer));
      }
    });
  };

const askedIn = (options: AppendReq.Options): Omit<Asked, 'messages'> => ({
  stream: nameIn(options.getStreamIdentifier()),
  expected: expectedIn(options, () => options.getRevision()),
});
