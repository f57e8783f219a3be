import { dirname, join } from 'node:path';
import { Worker } from 'node:worker_threads';

/** Starts a thread of this program. Node cannot run TypeScript source in a thread by itself: then thread-from-source.cjs does it.
 *  @param beside the file of whoever starts it @param name of the thread's file in the same folder, without its ending */
export function startThread(beside: string, name: string, workerData: unknown): Worker {
  const fromSource = beside.endsWith('.ts');
  const file = join(dirname(beside), `${name}${fromSource ? '.ts' : '.js'}`);
  return fromSource
    ? new Worker(join(__dirname, 'thread-from-source.cjs'), { workerData, resourceLimits, argv: [file] })
    : new Worker(file, { workerData, resourceLimits });
}

/** The young generation is kept small for the sake of the program's resident size. */
const resourceLimits = { maxYoungGenerationSizeMb: 16 };
