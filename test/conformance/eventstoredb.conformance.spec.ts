import { EventStoreDbStore } from '@sigill/event-log';
import { randomUUID } from 'node:crypto';
import { TestServer } from '../support/eventstoredb/server';
import { eventStoreConformance } from './event-store.conformance';

/** On the server that EVENTSTORE_URL names, or on one of this process. Everything is written under a prefix of its own. */
const { EVENTSTORE_URL: named } = process.env;

eventStoreConformance(named === undefined ? 'EventStoreDB, in this process' : 'an EventStoreDB', async () => {
  const server = named === undefined ? await TestServer.start() : null;
  const place = { prefix: `conformance-${randomUUID()}-`, kinds: [''] };
  const open = (): Promise<EventStoreDbStore> => EventStoreDbStore.to(named ?? server?.url ?? '', { place });
  let store = await open();
  return {
    store,
    restarted: async () => {
      await store.close();
      server?.stop();
      await server?.listen();
      return (store = await open());
    },
    remove: async () => {
      await store.close();
      server?.stop();
    },
  };
});
