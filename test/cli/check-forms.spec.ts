import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LoggedEvent, requestOwner } from '@sigill/event-log';
import { FolderForReading, FormStore } from '../../libs/adapters/offline';
import { found } from './checked';
import { Copies } from './checked-copies';
import { forge } from './planting';

let copies: Copies;
beforeAll(async () => (copies = await Copies.make()), 120_000);

describe('of the signed forms, it names', () => {
  const formOf = (dataDir: string): string =>
    join(dataDir, 'forms', readdirSync(join(dataDir, 'forms')).sort()[0] ?? '');
  const submitted = (file: string): LoggedEvent =>
    copies.events
      .filter(({ type }) => type === 'FormSubmitted')
      .find(({ data }) => file.includes((data as Form).form.sha256)) ?? copies.inTheMiddle();

  it('one that is gone', async () => {
    const dataDir = await copies.spoilt();
    const file = formOf(dataDir);
    rmSync(file);
    const { stream, revision, position, data } = submitted(file);
    expect(await found(dataDir)).toEqual([
      ['I-17', stream, revision, position, `the form ${(data as Form).form.sha256} is not in the folder`],
    ]);
  });

  it('one whose bytes are others', async () => {
    const dataDir = await copies.spoilt();
    const file = formOf(dataDir);
    const bytes = readFileSync(file);
    bytes.writeUInt8(bytes.readUInt8(999) ^ 1, 999);
    writeFileSync(file, bytes);
    const { stream, revision, position, data } = submitted(file);
    expect(await found(dataDir)).toEqual([
      ['I-17', stream, revision, position, `the form ${(data as Form).form.sha256} is not the bytes that were signed`],
    ]);
  });

  it('one that says something else than the case, or is of another length', async () => {
    const dataDir = await copies.spoilt();
    const request = copies.requests.decided;
    const bytes = Buffer.from('%PDF-1.7 of someone else');
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    await keep(dataDir, request, sha256, bytes);
    const { data } = copies.eventOf('FormSubmitted', 'closed');
    const form = { ...(data as Form).form, sha256, bytes: bytes.length + 1 };
    const event = await forge(dataDir, {
      stream: copies.streamOf('decided'),
      request,
      type: 'FormSubmitted',
      data: { ...data, form },
    });
    const place = ['I-17', event.stream, event.revision, event.position];
    expect(await found(dataDir)).toEqual([
      [...place, `the form ${sha256} is 24 bytes long, not 25`],
      [...place, expect.stringMatching(`^the form ${sha256} comes out as [0-9a-f]{64} when it is drawn again$`)],
    ]);
  });
});

interface Form {
  readonly form: { readonly sha256: string; readonly bytes: number };
}

async function keep(dataDir: string, request: string, sha256: string, bytes: Buffer): Promise<void> {
  const reading = FolderForReading.open(dataDir, null);
  const key = await reading.keys.existing(requestOwner(request));
  if (key === null) throw new Error('no key');
  await new FormStore(reading.file('forms')).put(sha256, bytes, key.key);
  await reading.close();
}
