import { execFileSync } from 'node:child_process';
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Case } from '../support/case';
import { accepted } from '../support/case';
import { problemOf } from '../support/client';
import { RunningProgram, startProgram } from '../support/program';

let program: RunningProgram;
let block: Case;
beforeEach(async () => {
  program = await startProgram();
  block = await Case.open(program);
  await block.to('decided');
}, 60_000);

const signature = { method: 'decision-record' };
const submit = (key: string) =>
  block.send('clinician-partille', 'submission', { signature }, { 'idempotency-key': key });

/** From now on no file of the program grows beyond so many bytes, as on a disk that is full. */
const limitFiles = (bytes: number | 'unlimited'): void => {
  execFileSync('prlimit', [`--pid=${String(program.pid)}`, `--fsize=${String(bytes)}:unlimited`]);
};

const formOf = () => program.as('executor').get(`${block.path}/form`);

describe('a submission whose form finds no room', () => {
  it('is answered 503 on a full disk, and succeeds with the same key when there is room again', async () => {
    await program.settle();
    limitFiles(4_096);
    const { headers } = await submit('once').then((answer) => {
      problemOf(answer, 503, 'store-unavailable');
      return answer;
    });
    expect(headers.get('retry-after')).toBe('1');
    problemOf(await submit('once'), 503, 'store-unavailable');
    limitFiles('unlimited');
    block.last = accepted(await submit('once'), 200);
    expect(block.view.state).toBe('submitted');
    expect((await formOf()).bytes.subarray(0, 5).toString()).toBe('%PDF-');
    const again = await submit('once');
    expect([again.status, again.headers.get('idempotency-replayed')]).toEqual([200, 'true']);
  });

  it('is answered 503 where the folder of the forms cannot be used, and succeeds with the same key when it can', async () => {
    const forms = join(program.dataDir, 'forms');
    rmSync(forms, { recursive: true, force: true });
    writeFileSync(forms, '');
    problemOf(await submit('once'), 503, 'store-unavailable');
    rmSync(forms);
    block.last = accepted(await submit('once'), 200);
    expect((await formOf()).status).toBe(200);
  });
});

describe('a form that was sent and is not there', () => {
  it('is answered 503 while the folder is away or its bytes are others, and read when it is back', async () => {
    await block.submit();
    const [forms, away] = [join(program.dataDir, 'forms'), join(program.dataDir, 'away')];
    renameSync(forms, away);
    problemOf(await formOf(), 503, 'store-unavailable');
    mkdirSync(forms);
    problemOf(await formOf(), 503, 'store-unavailable');
    rmSync(forms, { recursive: true });
    renameSync(away, forms);
    expect((await formOf()).status).toBe(200);
  });
});
