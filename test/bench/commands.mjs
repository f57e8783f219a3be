import { Agent, request } from 'node:http';
import { startProgram } from './program.mjs';

/** Children of the demo data and one guardian of each: published test numbers. */
const families = [
  ['201701012393', '198903012386'],
  ['202206142396', '198903012394'],
  ['201801022383', '198603012389'],
  ['202603012382', '199503012388'],
  ['201904152384', '199203012399'],
  ['201311212383', '197803012389'],
  ['201311212391', '197803012397'],
  ['201202292387', '198403012381'],
];
const unit = 'SE2321000131-E000000990001';
const agent = new Agent({ keepAlive: true, maxSockets: 1 });

/** Blocks and the ends of these blocks, from the opening to the closed case, one command after the other.
 *  @returns ms for each command by its name, submissions apart, and the memory of the program at the end */
export async function commandsOverHttp(dataDir, rounds) {
  const program = await startProgram(dataDir);
  const callers = await callersOf(program.port, ['clinician-partille', 'head-partille', 'executor']);
  const times = {};
  const take = async (name, who, path, body, headers = {}) => {
    const start = performance.now();
    const answer = await send(program.port, 'POST', path, JSON.stringify(body), {
      authorization: callers[who],
      'content-type': 'application/json',
      ...headers,
    });
    (times[name] ??= []).push(performance.now() - start);
    if (answer.status >= 300) throw new Error(`${name}: ${answer.text}`);
    return answer;
  };
  for (let round = -1; round < rounds; round += 1) {
    for (const [child, guardian] of families) {
      await wholeCase(take, { procedure: 'block', patient: child, guardians: [guardian] }, blockAnswers);
      await wholeCase(take, { procedure: 'block-end', patient: child }, endAnswers);
    }
    if (round < 0) for (const name of Object.keys(times)) delete times[name];
  }
  const { text } = await send(program.port, 'GET', '/metrics', undefined, {});
  const rssMb = Number(/^process_resident_memory_bytes ([0-9]+)$/m.exec(text)?.[1]) / 1_000_000;
  await program.stop();
  agent.destroy();
  const { submission: submissions, ...commands } = times;
  return { commands, submissions, rssMb };
}

const blockAnswers = { B4: { answer: true, note: 'Told at the visit.' }, B9: { answer: true } };
const endAnswers = { BE1: { answer: true }, BE2: { answer: true }, BE3: { answer: true } };
const contact = { email: 'ssk@vgr.example', phone: '010-473 71 00' };

async function wholeCase(take, opening, answers) {
  let view = null;
  let etag = null;
  const step = async (name, who, body) => {
    const path = view === null ? '/v1/requests' : `/v1/requests/${view.id}/${name}`;
    const answer = await take(name, who, path, body, etag === null ? {} : { 'if-match': etag });
    view = JSON.parse(answer.text);
    etag = answer.etag;
  };
  const now = () => new Date().toISOString();
  const opinion = { party: 'head-of-operations', with: 'Lena Sund', heldAt: now(), opinion: 'Agrees.' };
  await step('opening', 'clinician-partille', { ...opening, unit, contact });
  await step('assessment', 'clinician-partille', { answers, recommendation: 'grant' });
  await step('consultation', 'clinician-partille', opinion);
  await step('decision', 'head-partille', { outcome: 'granted', grounds: 'Concern for the child.' });
  await step('submission', 'clinician-partille', { signature: { method: 'decision-record' } });
  const required = view.execution.plan.filter((one) => one.required);
  const receipts = required.map(({ item }) => ({ item, performedAt: now() }));
  await step('execution', 'executor', { receipts });
  await step('documentation', 'clinician-partille', { recordSystem: 'AsynjaVisph', documentedAt: now() });
}

async function callersOf(port, personas) {
  const callers = {};
  for (const persona of personas) {
    const { text } = await send(port, 'POST', '/oidc/token', 'grant_type=client_credentials', {
      authorization: `Basic ${Buffer.from(`${persona}:demo`).toString('base64')}`,
      'content-type': 'application/x-www-form-urlencoded',
    });
    callers[persona] = `Bearer ${JSON.parse(text).access_token}`;
  }
  return callers;
}

function send(port, method, path, body, headers) {
  return new Promise((resolve, reject) => {
    const length = body === undefined ? {} : { 'content-length': Buffer.byteLength(body) };
    const sent = request(
      { port, host: '127.0.0.1', method, path, agent, headers: { ...headers, ...length } },
      (answer) => {
        let text = '';
        answer.setEncoding('utf8').on('data', (chunk) => (text += chunk));
        answer.on('end', () => resolve({ status: answer.statusCode, etag: answer.headers.etag ?? null, text }));
        answer.on('error', reject);
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}
