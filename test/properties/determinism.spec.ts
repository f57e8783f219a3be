import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { resolve } from 'node:path';
import { Implementation, theCore } from './implementation';
import { answersOf } from './remembering';

const inZone = (zone: string): readonly string[] => {
  const hook = resolve('libs/event-log/from-source.cjs');
  const child = resolve('test/properties/determinism-child.ts');
  const { stdout, stderr } = spawnSync(process.execPath, ['-r', hook, '-e', `require(${JSON.stringify(child)})`], {
    env: { ...process.env, TZ: zone },
    encoding: 'utf8',
  });
  if (stdout === '') throw new Error(stderr);
  return stdout.trim().split(' ');
};

describe('the core', () => {
  it('answers the same wherever it runs', () => {
    const here = createHash('sha256').update(answersOf(theCore).join('\n')).digest('hex');
    const zones = ['Europe/Stockholm', 'America/St_Johns', 'Asia/Kolkata', 'Pacific/Apia'].map(inZone);
    expect(new Set(zones.map(([offset]) => offset)).size).toBe(zones.length);
    expect(zones.map(([, hash]) => hash)).toStrictEqual(zones.map(() => here));
  }, 60_000);
});

describe('a core that may ask neither clock nor chance', () => {
  const asks = (what: string) => (): never => {
    throw new Error(`the core asked ${what}`);
  };
  const PlainDate = Date;

  /** `new Date(value)` is arithmetic; `new Date()` and `Date.now()` are a clock. */
  class TrappedDate extends PlainDate {
    constructor(...given: [] | [string | number]) {
      if (given.length === 0) asks('the time')();
      super(...(given as [string | number]));
    }
    static override now = asks('the time');
  }

  const trapped = <T>(run: () => T): T => {
    const plainRandom = Math.random;
    const plainUuid = globalThis.crypto.randomUUID.bind(globalThis.crypto);
    const plainTicks = globalThis.performance.now.bind(globalThis.performance);
    globalThis.Date = TrappedDate as unknown as DateConstructor;
    Math.random = asks('chance');
    globalThis.crypto.randomUUID = asks('chance');
    globalThis.performance.now = asks('the time');
    try {
      return run();
    } finally {
      globalThis.Date = PlainDate;
      Math.random = plainRandom;
      globalThis.crypto.randomUUID = plainUuid;
      globalThis.performance.now = plainTicks;
    }
  };

  it('answers the same as ever', () => {
    const free = answersOf(theCore);
    expect(trapped(() => answersOf(theCore))).toStrictEqual(free);
    expect(free.length).toBeGreaterThan(1_000);
  });

  const faulty = (fault: () => unknown): Implementation => ({
    ...theCore,
    decide: (command, state, context) => {
      fault();
      return theCore.decide(command, state, context);
    },
  });

  it.each([
    ['Date.now', 'the time', () => Date.now()],
    ['an empty Date', 'the time', () => new Date()],
    ['performance', 'the time', () => performance.now()],
    ['Math.random', 'chance', () => Math.random()],
    ['crypto', 'chance', () => crypto.randomUUID()],
  ])('is found out when it uses %s', (_, what, fault) => {
    expect(() => trapped(() => answersOf(faulty(fault)))).toThrow(`the core asked ${what}`);
  });
});
