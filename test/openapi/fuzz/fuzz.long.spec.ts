import { startProgram } from '../../support/program';
import { judgedWell } from './judged-well';

it.each([1, 2, 3, 4])(
  '20,000 calls are answered as described: quarter %i',
  async (seed) => {
    await judgedWell(await startProgram({ clockStart: '2026-11-20T08:00:00Z' }), seed, 5_000);
  },
  300_000,
);
