import { ReadReq, ReadResp } from '@eventstore/db-client/generated/streams_pb';
import { ServerWritableStream } from '@grpc/grpc-js';
import { Kept, ServerStreams } from './streams';
import { caughtUp, checkpointAt, confirmation, eventResponse, nameIn, notFound } from './wire';

type Call = ServerWritableStream<ReadReq, ReadResp>;
type Options = ReadReq.Options;

const backwards = 1;

/** A read, or a subscription, of a stream or of everything. @returns how to end it, where it goes on */
export function answerRead(call: Call, streams: ServerStreams): (() => void) | null {
  const options = call.request.getOptions();
  if (options === undefined) throw new Error('a read without options');
  if (options.hasSubscription()) return subscribed(call, options, streams);
  const held = heldFor(options, streams);
  if (held === null) call.write(notFound(nameIn(options.getStream()?.getStreamIdentifier())));
  else for (const event of inOrder(options, held)) call.write(eventResponse(event));
  call.end();
  return null;
}

/** Null: there is no such stream. */
function heldFor(options: Options, streams: ServerStreams): readonly Kept[] | null {
  const stream = options.getStream();
  return stream === undefined ? streams.all : streams.shown(nameIn(stream.getStreamIdentifier()));
}

/** From where it is asked, that one included; as many as are asked for. */
function inOrder(options: Options, held: readonly Kept[]): readonly Kept[] {
  const isBackwards = options.getReadDirection() === backwards;
  const [ordered, from] = [isBackwards ? held.toReversed() : held, fromIn(options)];
  const isIn = (event: Kept): boolean =>
    typeof from === 'string'
      ? (from === 'end') === isBackwards
      : isBackwards
        ? at(options, event) <= from
        : at(options, event) >= from;
  return ordered.filter(isIn).slice(0, Number(options.getCount()));
}

const at = (options: Options, { revision, position }: Kept): bigint =>
  options.hasStream() ? BigInt(revision) : position;

function fromIn(options: Options): bigint | 'start' | 'end' {
  const [stream, all] = [options.getStream(), options.getAll()];
  if (stream?.hasStart() === true || all?.hasStart() === true) return 'start';
  if (stream?.hasEnd() === true || all?.hasEnd() === true) return 'end';
  return BigInt(stream?.getRevision() ?? all?.getPosition()?.getCommitPosition() ?? '0');
}

/** From the event after the one that is named. What a filter passes over is told as checkpoints, long before what it lets through
 *  can have been handled. */
function subscribed(call: Call, options: Options, streams: ServerStreams): () => void {
  const from = fromIn(options);
  let next = from === 'end' ? streams.all.length : 0;
  const isWanted = wanted(options);
  const pump = (): void => {
    for (; next < streams.all.length; next += 1) {
      const event = streams.all[next]!;
      if (!isOfStream(options, event) || (typeof from === 'bigint' && at(options, event) <= from)) continue;
      if (isWanted(event)) call.write(eventResponse(event));
      else call.write(checkpointAt(event.position));
    }
  };
  call.write(confirmation());
  pump();
  call.write(caughtUp());
  const stopped = streams.onGrowth(pump);
  call.on('cancelled', stopped);
  call.on('close', stopped);
  return () => {
    stopped();
    call.end();
  };
}

const isOfStream = (options: Options, { stream }: Kept): boolean =>
  !options.hasStream() || nameIn(options.getStream()?.getStreamIdentifier()) === stream;

function wanted(options: Options): (event: Kept) => boolean {
  const filter = options.getFilter();
  const prefixes = filter?.getStreamIdentifier()?.getPrefixList() ?? [];
  return ({ stream }) => filter === undefined || prefixes.some((prefix) => stream.startsWith(prefix));
}
