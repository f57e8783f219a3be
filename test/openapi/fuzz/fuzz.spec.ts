import { startProgram } from '../../support/program';
import { judgedWell } from './judged-well';

it('5,000 calls to every route are answered as described, and nothing personal comes back', async () => {
  await judgedWell(await startProgram({ clockStart: '2026-11-20T08:00:00Z' }), 20261120, 5_000);
}, 120_000);
