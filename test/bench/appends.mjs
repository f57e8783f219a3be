import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { closeSync, fdatasyncSync, openSync, writeSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const { DataFolder } = require('../../dist/libs/adapters/offline/index.js');
const { streamOf } = require('../../dist/libs/domain/index.js');

/** What the disk does by itself: one write and one fdatasync for each. @returns ms for each */
export function appendsToFile(path, count) {
  const file = openSync(path, 'w');
  const bytes = randomBytes(1024);
  const times = Array.from({ length: count }, () => {
    const start = performance.now();
    writeSync(file, bytes);
    fdatasyncSync(file);
    return performance.now() - start;
  });
  closeSync(file);
  return times;
}

/** Events of the size of an assessment, each on a stream of its own: sealed, chained, durable. @returns ms for each */
export async function appendsToLog(path, count) {
  const folder = await DataFolder.open(path, null, { version: 'bench', instance: randomUUID() }, (fault) => {
    throw fault;
  });
  const times = [];
  for (let n = 0; n < count; n += 1) {
    const input = appendInput(folder.log);
    const start = performance.now();
    await folder.log.append(input);
    times.push(performance.now() - start);
  }
  await folder.close();
  return times;
}

function appendInput(log) {
  const id = randomUUID();
  const at = new Date().toISOString();
  return {
    heads: log.beginning(streamOf('file', id)),
    parts: [
      {
        caseId: id,
        keyOwner: `request:${id}`,
        actor: { sub: 'bench', kind: 'user', role: 'staff', unitId: null, onBehalfOf: null },
        legalGround: null,
        facts: [
          {
            type: 'RequestOpened',
            schemaVersion: 1,
            occurredAt: at,
            data: { answers: 'x'.repeat(600) },
            persons: {},
          },
        ],
      },
    ],
    command: {
      commandId: randomUUID(),
      commandHash: createHash('sha256').update(id).digest('base64url'),
      correlationId: randomUUID(),
      causationId: randomUUID(),
      keyId: null,
      recordedAt: at,
      purpose: 'bench',
    },
  };
}
