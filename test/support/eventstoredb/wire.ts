import { Empty, StreamIdentifier, UUID } from '@eventstore/db-client/generated/shared_pb';
import { AppendReq, AppendResp, BatchAppendReq, ReadResp } from '@eventstore/db-client/generated/streams_pb';
import { Metadata, ServiceError, status, StatusObject } from '@grpc/grpc-js';
import { Expected, Kept, maxAppendSize, Message, Outcome } from './streams';

/** Between the protocol's messages and what the server's rules speak of. */

export const nameIn = (identifier: StreamIdentifier | undefined): string =>
  Buffer.from(identifier?.getStreamName_asU8() ?? []).toString();

const identifier = (stream: string): StreamIdentifier => {
  const one = new StreamIdentifier();
  one.setStreamName(Buffer.from(stream).toString('base64'));
  return one;
};

export const messageIn = (
  proposed: AppendReq.ProposedMessage | BatchAppendReq.ProposedMessage | undefined,
): Message => {
  if (proposed === undefined) throw new Error('an append without a message');
  const named = proposed.getMetadataMap();
  return {
    id: proposed.getId()?.getString() ?? '',
    type: named.get('type') ?? '',
    contentType: named.get('content-type') ?? '',
    data: proposed.getData_asU8(),
    metadata: proposed.getCustomMetadata_asU8(),
  };
};

interface Named {
  hasAny(): boolean;
  hasNoStream(): boolean;
  hasStreamExists(): boolean;
}

export function expectedIn(options: Named, revision: () => string): Expected {
  if (options.hasAny()) return 'any';
  if (options.hasNoStream()) return 'no_stream';
  return options.hasStreamExists() ? 'stream_exists' : BigInt(revision());
}

export function eventResponse(event: Kept): ReadResp {
  const recorded = new ReadResp.ReadEvent.RecordedEvent();
  const id = new UUID();
  id.setString(event.id);
  recorded.setId(id);
  recorded.setStreamIdentifier(identifier(event.stream));
  recorded.setStreamRevision(String(event.revision));
  recorded.setCommitPosition(String(event.position));
  recorded.setPreparePosition(String(event.position));
  const named = recorded.getMetadataMap();
  named.set('type', event.type).set('content-type', event.contentType).set('created', String(event.created));
  recorded.setData(event.data);
  recorded.setCustomMetadata(event.metadata);
  const read = new ReadResp.ReadEvent();
  read.setEvent(recorded);
  read.setCommitPosition(String(event.position));
  return responding((response) => response.setEvent(read));
}

export const notFound = (stream: string): ReadResp => {
  const missing = new ReadResp.StreamNotFound();
  missing.setStreamIdentifier(identifier(stream));
  return responding((response) => response.setStreamNotFound(missing));
};

export const confirmation = (): ReadResp => {
  const confirmed = new ReadResp.SubscriptionConfirmation();
  confirmed.setSubscriptionId('subscription');
  return responding((response) => response.setConfirmation(confirmed));
};

export const caughtUp = (): ReadResp => responding((response) => response.setCaughtUp(new ReadResp.CaughtUp()));

export const checkpointAt = (position: bigint): ReadResp => {
  const checkpoint = new ReadResp.Checkpoint();
  checkpoint.setCommitPosition(String(position));
  checkpoint.setPreparePosition(String(position));
  return responding((response) => response.setCheckpoint(checkpoint));
};

function responding(fill: (response: ReadResp) => unknown): ReadResp {
  const response = new ReadResp();
  fill(response);
  return response;
}

export function appendResponse(expected: Expected, outcome: Outcome): AppendResp {
  const response = new AppendResp();
  if (outcome.is === 'written') {
    const position = new AppendResp.Position();
    position.setCommitPosition(String(outcome.position));
    position.setPreparePosition(String(outcome.position));
    const success = new AppendResp.Success();
    success.setCurrentRevision(String(outcome.revision));
    success.setPosition(position);
    response.setSuccess(success);
  }
  if (outcome.is === 'wrong') response.setWrongExpectedVersion(wrongVersion(expected, outcome.current));
  return response;
}

function wrongVersion(expected: Expected, current: number): AppendResp.WrongExpectedVersion {
  const wrong = new AppendResp.WrongExpectedVersion();
  if (current < 0) wrong.setCurrentNoStream(new Empty());
  else wrong.setCurrentRevision(String(current));
  if (expected === 'any') wrong.setExpectedAny(new Empty());
  else if (expected === 'no_stream') wrong.setExpectedNoStream(new Empty());
  else if (expected === 'stream_exists') wrong.setExpectedStreamExists(new Empty());
  else wrong.setExpectedRevision(String(expected));
  return wrong;
}

/** What the client tells errors apart by. */
export function fault(
  code: status,
  details: string,
  named: Readonly<Record<string, string>> = {},
): Partial<StatusObject> & Pick<ServiceError, 'name' | 'message'> {
  const metadata = new Metadata();
  for (const [name, value] of Object.entries(named)) metadata.set(name, value);
  return { name: 'Error', message: details, code, details, metadata };
}

export const tooLarge = () =>
  fault(status.INVALID_ARGUMENT, `Maximum Append Size of ${String(maxAppendSize)} Exceeded.`, {
    exception: 'maximum-append-size-exceeded',
    'maximum-append-size': String(maxAppendSize),
  });

export const deleted = (stream: string) =>
  fault(status.FAILED_PRECONDITION, `Event stream '${stream}' is deleted.`, {
    exception: 'stream-deleted',
    'stream-name': stream,
  });

export const notLeader = (port: number) =>
  fault(status.NOT_FOUND, 'Leader info available', {
    exception: 'not-leader',
    'leader-endpoint-host': '127.0.0.1',
    'leader-endpoint-port': String(port),
  });
