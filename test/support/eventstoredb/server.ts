import { ServerFeaturesService } from '@eventstore/db-client/generated/serverfeatures_grpc_pb';
import { SupportedMethod, SupportedMethods } from '@eventstore/db-client/generated/serverfeatures_pb';
import { StreamsService } from '@eventstore/db-client/generated/streams_grpc_pb';
import {
  DeleteReq,
  DeleteResp,
  ReadReq,
  ReadResp,
  TombstoneReq,
  TombstoneResp,
} from '@eventstore/db-client/generated/streams_pb';
import { sendUnaryData, Server, ServerCredentials, ServerUnaryCall, ServerWritableStream } from '@grpc/grpc-js';
import { Appends, classicAppend } from './appends';
import { batchAppend } from './batches';
import { answerRead } from './reads';
import { ServerStreams } from './streams';
import { nameIn } from './wire';

/** A server that speaks EventStoreDB's protocol and follows its rules, inside this process: to be stopped, frozen and set wrong by
 *  tests. What it holds survives its restarts. */
export class TestServer {
  readonly streams = new ServerStreams();
  readonly appends = new Appends(this.streams, () => this.port);
  port = 0;
  private server: Server | null = null;
  private readonly following = new Set<() => void>();

  static async start(): Promise<TestServer> {
    const one = new TestServer();
    await one.listen();
    return one;
  }

  get url(): string {
    return `esdb://127.0.0.1:${String(this.port)}?tls=false`;
  }

  /** As a process that is killed: whoever waits for an answer gets an error. */
  stop(): void {
    this.server?.forceShutdown();
    this.server = null;
    this.following.clear();
    this.streams.forget();
  }

  /** On the same port, with what it held. */
  async listen(): Promise<void> {
    const server = new Server({ 'grpc.max_receive_message_length': 17 * 1024 * 1024 });
    server.addService(StreamsService, {
      read: (call: ServerWritableStream<ReadReq, ReadResp>) => {
        this.read(call);
      },
      append: classicAppend(this.appends),
      batchAppend: batchAppend(this.appends),
      delete: (call: ServerUnaryCall<DeleteReq, DeleteResp>, reply: sendUnaryData<DeleteResp>) => {
        this.streams.delete(nameIn(call.request.getOptions()?.getStreamIdentifier()));
        reply(null, new DeleteResp());
      },
      tombstone: (call: ServerUnaryCall<TombstoneReq, TombstoneResp>, reply: sendUnaryData<TombstoneResp>) => {
        this.streams.tombstone(nameIn(call.request.getOptions()?.getStreamIdentifier()));
        reply(null, new TombstoneResp());
      },
    });
    server.addService(ServerFeaturesService, {
      getSupportedMethods: (_: unknown, reply: sendUnaryData<SupportedMethods>) => {
        reply(null, features());
      },
    });
    this.port = await bound(server, this.port);
    this.server = server;
  }

  /** Ends every subscription as a server does: without an error. */
  endSubscriptions(): void {
    for (const end of [...this.following]) end();
    this.following.clear();
  }

  private read(call: ServerWritableStream<ReadReq, ReadResp>): void {
    if (this.appends.isFrozen) return;
    const end = answerRead(call, this.streams);
    if (end !== null) this.following.add(end);
  }
}

const bound = (server: Server, port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    server.bindAsync(`127.0.0.1:${String(port)}`, ServerCredentials.createInsecure(), (error, at) => {
      if (error === null) resolve(at);
      else reject(error);
    });
  });

function features(): SupportedMethods {
  const method = new SupportedMethod();
  method.setServiceName('event_store.client.streams.Streams');
  method.setMethodName('BatchAppend');
  const methods = new SupportedMethods();
  methods.setEventStoreServerVersion('23.10.6');
  methods.addMethods(method);
  return methods;
}
