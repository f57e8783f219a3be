import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { form } from '../../support/asking';
import { Case, openBody } from '../../support/case';
import { Problem } from '../../support/contract';
import { keptOf } from '../../support/kept';
import { RunningProgram, startProgram, temporaryFolder } from '../../support/program';
import { onEventStoreDb } from '../../support/program-store';
import { families, urgentCaller } from '../../support/samples';
import { filesOf, numberWritings, tracesOf } from '../../support/traces';

/** A text of its own for each place where people write. */
const places = [
  ...['anteckning', 'samråd', 'åsikt', 'skäl', 'jävsskäl', 'referens', 'retur', 'fel', 'notering', 'kvitto', 'system'],
  ...['återkallelse', 'rättelse', 'ring', 'chef', 'underskrift', 'diarienummer'],
] as const;
const said = Object.fromEntries(places.map((place) => [place, `Hemlig ${place} Ugglebo`])) as Record<
  (typeof places)[number],
  string
>;
const numbers = [families.blockOfBoth, families.urgent].flatMap(({ child, guardians }) => [child, ...guardians]);
const names = ['Test Barn-06', 'Test Barn-05', 'Testa Förälder-Fem', 'Testo Förälder-Fem', 'Testo Förälder-Fyra'];
const staff = ['Karin Vik', 'Lena Sund', 'Ida Nord'];
const contact = { email: 'hemlig.kontakt@vgr.example', phone: '0707 123 456' };
const secrets = [
  ...numbers.flatMap(numberWritings),
  ...names,
  ...staff,
  ...Object.values(said),
  ...['Hemlig', 'Ugglebo', contact.email, contact.phone, 'Förälder'],
];

describe('what the program keeps and says', () => {
  let program: RunningProgram;
  let address = '';

  beforeAll(async () => {
    program = await startProgram({
      clockStart: '2026-11-20T08:00:00Z',
      smtp: true,
      env: { LOG_LEVEL: 'trace' },
    });
    address = (await wholeStory(program)).join('\n');
    await program.settle();
  });

  it('has no number, name or word of a case in any line of its log', () => {
    const log = new Map([['output', Buffer.from(program.output())]]);
    expect(program.output().split('\n').length).toBeGreaterThan(30);
    expect(tracesOf(secrets, log)).toEqual([]);
  });

  it('has none in any file while it runs, the write-ahead logs included', async () => {
    const files = await keptOf(program.dataDir);
    const written = onEventStoreDb ? ['key-mirror.db-wal', 'read-models.db-wal'] : ['log.db-wal', 'read-models.db-wal'];
    expect([...files.keys()].filter((name) => name.endsWith('-wal'))).toEqual(expect.arrayContaining(written));
    expect([...files.keys()].filter((name) => /^forms?[/-]/.test(name)).length).toBeGreaterThanOrEqual(2);
    expect(tracesOf(secrets, files)).toEqual([]);
    expect([...files].filter(([, bytes]) => bytes.includes('%PDF')).map(([file]) => file)).toEqual([]);
  });

  it('has none in any file after it has stopped', async () => {
    await program.stop();
    expect(tracesOf(secrets, await keptOf(program.dataDir))).toEqual([]);
  });

  it('has none in an address', () => {
    expect(address).toContain('/v1/requests/');
    expect(tracesOf(secrets, new Map([['addresses', Buffer.from(address)]]))).toEqual([]);
  });
});

describe('the search for traces', () => {
  const [secret] = secrets as [string];
  it.each([
    ['as it is', Buffer.from(`{"n":"${secret}"}`)],
    ['in UTF-16', Buffer.from(`x${secret}`, 'utf16le')],
    ['in hexadecimal digits', Buffer.from(Buffer.from(secret).toString('hex'))],
    ['in base64', Buffer.from(Buffer.from(`{"patient":"${secret}"}`).toString('base64'))],
    ['in base64, shifted', Buffer.from(Buffer.from(`{"patien":"${secret}"}`).toString('base64'))],
    ['in base64, shifted once more', Buffer.from(Buffer.from(`{"patie":"${secret}"}`).toString('base64'))],
  ])('finds one that was planted %s', async (_, content) => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'planted'), content);
    expect(tracesOf(secrets, await filesOf(folder)).map(({ file }) => file)).toContain('planted');
  });
});

/** Every step of both tracks, with words in each of its places; and calls with numbers where none belong.
 *  Answers all addresses that the program gave. */
async function wholeStory(program: RunningProgram): Promise<readonly string[]> {
  const { child, guardians } = families.blockOfBoth;
  const story = await Case.open(program, { contact, registryReference: said.diarienummer });
  const location = story.last.headers.get('location') ?? '';
  await story.assess(
    { answers: { B4: { answer: true, note: said.anteckning }, B9: { answer: true } } },
    'head-partille',
  );
  await story.consult({ with: said.samråd, opinion: said.åsikt });
  await story.decide({ grounds: said.skäl, treatingReason: said.jävsskäl });
  await story.submit();
  await story.sendBack({ reason: said.retur, errors: [said.fel] });
  const draft = await form(story);
  const signedAt = await program.now();
  const signature = { method: 'paper', signedAt, signedBy: said.underskrift, formSha256: draft.sha256 };
  await story.submit({ signature });
  const receipts = (await story.receipts()).map((one) => ({ ...one, reference: said.kvitto }));
  await story.take('executor', 'execution', { receipts, note: said.notering });
  await story.document({ recordSystem: said.system });
  const correction = {
    step: 'documentation',
    reason: said.rättelse,
    recordSystem: said.system,
    documentedAt: signedAt,
  };
  await story.correct(correction, 'clinician-partille');
  const urgent = await Case.call(program, {
    caller: { ...urgentCaller, ...contact, name: said.ring },
    responsibleHead: said.chef,
  });
  await urgent.withdraw({ reason: said.återkallelse });
  return [location, ...(await misplaced(program, child, guardians[0])), ...(await mailed(program))];
}

/** Numbers in addresses, headers and broken bodies, and what the problems say of where. */
async function misplaced(program: RunningProgram, child: string, guardian: string): Promise<readonly string[]> {
  const client = program.as('clinician-partille');
  const json = { 'content-type': 'application/json' };
  const addresses = await Promise.all([
    client.get<Problem>(`/v1/requests?patient=${child}`),
    client.get<Problem>(`/v1/requests/${child}`),
    client.get<Problem>(`/v1/inbox?cursor=${child}`),
    client.get<Problem>(`/v1/requests/%zz${child}`),
    client.get<Problem>(`/v1/patients/${child}/access`),
    program.anyone.get<Problem>(`/v1/requests/${child}`),
  ]);
  await Promise.all([
    program.anyone.get('/v1/inbox', { authorization: `Bearer ${child}` }),
    client.get('/v1/inbox', { 'x-patient': child, 'user-agent': child, 'sigill-position': child }),
  ]);
  const answers = await Promise.all([
    client.post<Problem>('/v1/access/search', { patient: child, who: guardian }),
    client.post<Problem>('/v1/requests/search', { patient: `${child}x` }),
    client.send<Problem>('POST', '/v1/requests', `{"patient":"${child}"`, json),
    client.post<Problem>('/v1/requests', openBody(), { 'idempotency-key': child, 'if-match': child }),
    client.post<Problem>('/v1/requests', { ...openBody(), [child]: guardian }, { 'idempotency-key': child }),
  ]);
  return [...addresses, ...answers].map(({ text }) => text);
}

const mailed = async (program: RunningProgram): Promise<readonly string[]> =>
  ((await program.mailbox?.waitForMails(() => true, 5)) ?? []).flatMap(({ text }) => text.match(/https?:\S+/g) ?? []);
