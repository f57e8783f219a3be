import { circumstancesIn, mismatchKinds, PatientFile, RequestState } from '@sigill/domain';
import fc from 'fast-check';
import { livedBy } from './life';
import { Circumstances, foundThen, momentsIn, toldAfterwards } from './stood';
import { families } from './throws';

function judge(circumstances: Circumstances, reached: Set<string>): void {
  const property = fc.property(families, (family) => {
    const lived = livedBy(family);
    const told = toldAfterwards(circumstances, lived);
    for (const at of momentsIn(lived)) {
      const found = foundThen(lived, at);
      for (const one of found) reached.add(one.split(' ')[0]!);
      if (told(at).join() !== found.join())
        throw new Error(`at ${at}: found ${found.join(', ')}; told ${told(at).join(', ')}`);
    }
  });
  fc.assert(property, { seed: 20261126, numRuns: 150, endOnFailure: true });
}

const withRequests = (change: (request: RequestState) => RequestState): Circumstances =>
  withFile((file) => ({
    ...file,
    requests: new Map([...file.requests].map(([id, request]) => [id, change(request)])),
  }));

const withFile =
  (change: (file: PatientFile) => PatientFile): Circumstances =>
  (file, ...rest) =>
    circumstancesIn(change(file), ...rest);

const faults: readonly (readonly [string, Circumstances])[] = [
  [
    'forgets what a correction took away',
    withRequests((request) => ({ ...request, said: { ...request.said, formerly: [] } })),
  ],
  [
    'forgets when receipts were missing',
    withRequests((request) => ({ ...request, missed: { ...request.missed, before: [] } })),
  ],
  [
    'takes everything as known since the opening',
    withRequests((request) => ({
      ...request,
      receipts: Object.fromEntries(
        Object.entries(request.receipts).map(([item, one]) => [item, { ...one, at: request.opened.at }]),
      ),
    })),
  ],
  [
    'knows the register’s newest answer alone',
    withFile(({ requests, register }) => ({
      requests,
      register: { ...register, answers: register.answers.slice(-1) },
    })),
  ],
  ['reads a settled call as open', withRequests((request) => ({ ...request, reached: {} }))],
];

/** No life comes to it: only a correction does, and test/domain/file/circumstances.spec.ts has that one. */
const rare = 'block-with-extension';

describe('how it stood at an instant', () => {
  it('is told for ever as it would have been found then, in random families', () => {
    const reached = new Set<string>();
    judge(circumstancesIn, reached);
    const all = ['block-without-effect', 'in-force', 'review', ...mismatchKinds].filter((name) => name !== rare);
    expect([...reached].sort()).toStrictEqual(all.sort());
  });

  it.each(faults)('is seen to be told otherwise by a program that %s', (_, circumstances) => {
    expect(() => {
      judge(circumstances, new Set());
    }).toThrow('Property failed');
  });
});
