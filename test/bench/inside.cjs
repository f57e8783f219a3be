// Loaded into the measured program before it starts (program.mjs): what can only be told from within. The product has no
// such entrance.
const { Session } = require('node:inspector/promises');
const { monitorEventLoopDelay } = require('node:perf_hooks');
const { setTimeout } = require('node:timers/promises');
const { isMainThread } = require('node:worker_threads');

const delay = monitorEventLoopDelay({ resolution: 1 });

const answers = {
  /** As a debugger's button does: all that is unreachable goes, and what is left is moved together. (`gc()` leaves pages that
   *  are half empty.) Twice: what the first frees may have kept other memory. */
  collect: async () => {
    const session = new Session();
    session.connect();
    for (let times = 0; times < 2; times += 1) {
      await session.post('HeapProfiler.collectGarbage');
      await setTimeout(500);
    }
    session.disconnect();
    return null;
  },
  /** The longest time in ms that the event loop has been held since the last question. */
  longestBlock: () => {
    const ms = delay.max / 1_000_000;
    delay.reset();
    return ms;
  },
};

if (isMainThread) {
  delay.enable();
  process.on('message', async ({ id, ask }) => process.send({ id, answer: await answers[ask]() }));
  process.channel.unref();
}
