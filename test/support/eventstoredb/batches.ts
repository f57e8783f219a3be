import * as shared from '@eventstore/db-client/generated/shared_pb';
import { Status } from '@eventstore/db-client/generated/status_pb';
import { BatchAppendReq, BatchAppendResp } from '@eventstore/db-client/generated/streams_pb';
import { ServerDuplexStream } from '@grpc/grpc-js';
import { Any } from 'google-protobuf/google/protobuf/any_pb';
import { Empty } from 'google-protobuf/google/protobuf/empty_pb';
import { Answer, Appends } from './appends';
import { Expected, maxAppendSize, Message } from './streams';
import { expectedIn, messageIn, nameIn } from './wire';

interface Open {
  readonly options: BatchAppendReq.Options;
  readonly messages: Message[];
}

/** The stream that all appends of a client share when it gives no credentials. */
export const batchAppend =
  (appends: Appends) =>
  (call: ServerDuplexStream<BatchAppendReq, BatchAppendResp>): void => {
    const open = new Map<string, Open>();
    call.on('error', () => undefined);
    call.on('end', () => call.end());
    call.on('data', (request: BatchAppendReq) => {
      const correlation = request.getCorrelationId()?.getString() ?? '';
      const options = request.getOptions();
      if (options !== undefined) open.set(correlation, { options, messages: [] });
      const batch = open.get(correlation);
      if (batch === undefined) return;
      batch.messages.push(...request.getProposedMessagesList().map(messageIn));
      if (!request.getIsFinal()) return;
      open.delete(correlation);
      const stream = nameIn(batch.options.getStreamIdentifier());
      const expected = expectedIn(batch.options, () => batch.options.getStreamPosition());
      const answer = appends.answer({ stream, expected, messages: batch.messages });
      if (answer === null) return;
      if (answer.is === 'error') return void call.emit('error', answer.error);
      const response = responseOf(expected, answer);
      response.setCorrelationId(request.getCorrelationId());
      response.setStreamIdentifier(batch.options.getStreamIdentifier());
      call.write(response);
    });
  };

type Judged = Exclude<Answer, null | { readonly is: 'error' }>;

function responseOf(expected: Expected, answer: Judged): BatchAppendResp {
  const response = new BatchAppendResp();
  switch (answer.is) {
    case 'written': {
      const position = new shared.AllStreamPosition();
      position.setCommitPosition(String(answer.position));
      position.setPreparePosition(String(answer.position));
      const success = new BatchAppendResp.Success();
      success.setCurrentRevision(String(answer.revision));
      success.setPosition(position);
      response.setSuccess(success);
      return response;
    }
    case 'wrong':
      response.setError(failed(wrongVersion(expected, answer.current), 'WrongExpectedVersion'));
      return response;
    case 'deleted':
      response.setError(failed(new shared.StreamDeleted(), 'StreamDeleted'));
      return response;
    case 'too-large': {
      const exceeded = new shared.MaximumAppendSizeExceeded();
      exceeded.setMaxappendsize(maxAppendSize);
      response.setError(failed(exceeded, 'MaximumAppendSizeExceeded'));
      return response;
    }
  }
}

function failed(message: { serializeBinary(): Uint8Array }, name: string): Status {
  const details = new Any();
  details.pack(message.serializeBinary(), `event_store.client.${name}`);
  const one = new Status();
  one.setMessage(name);
  one.setDetails(details);
  return one;
}

function wrongVersion(expected: Expected, current: number): shared.WrongExpectedVersion {
  const wrong = new shared.WrongExpectedVersion();
  if (current < 0) wrong.setCurrentNoStream(new Empty());
  else wrong.setCurrentStreamRevision(String(current));
  if (expected === 'any') wrong.setExpectedAny(new Empty());
  else if (expected === 'no_stream') wrong.setExpectedNoStream(new Empty());
  else if (expected === 'stream_exists') wrong.setExpectedStreamExists(new Empty());
  else wrong.setExpectedStreamPosition(String(expected));
  return wrong;
}
