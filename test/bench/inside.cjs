// Loaded into the measured program before it starts (program.mjs): what can only be told from within. The product has no
// such entrance.
const { monitorEventLoopDelay } = require('node:perf_hooks');
const { isMainThread } = require('node:worker_threads');

const delay = monitorEventLoopDelay({ resolution: 1 });

const answers = {
  /** After a full collection, so that what remains is in use. */
  collect: () => {
    globalThis.gc();
    globalThis.gc();
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
  process.on('message', ({ id, ask }) => process.send({ id, answer: answers[ask]() }));
  process.channel.unref();
}
