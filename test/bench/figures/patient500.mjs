import { Caller } from '../caller.mjs';
import { casesIn } from '../data/folder.mjs';
import { startProgram } from '../program.mjs';
import { percentile } from '../rounds.mjs';

const times = 60;

/** A patient with 500 requests: the first question about it after a start, commands on one of its requests, and pages of a
 *  search of the others; at last five searches of 200 at once. Milliseconds; `block`: the longest time in which all that held
 *  the event loop. @param folder made with `large` */
export async function patient500Figures(folder, issuer) {
  const program = await startProgram(folder, issuer);
  const caller = new Caller(program.port);
  const { units, cases, patient500 } = casesIn(folder);
  const open = patient500.find(({ state }) => state === 'consulted');
  const { clinicians, head } = units.find(({ hsaId }) => hsaId === open.unit);
  const token = await issuer.tokenFor(clinicians[0]);
  await warmedUp(caller, issuer, { units, cases });
  await program.longestBlock();
  const view = `/v1/requests/${open.id}`;
  const touch = await timed(() => caller.ask('GET', view, { token }));
  const commands = [];
  let ifMatch = open.revision;
  for (let one = 0; one < times; one += 1) {
    const body = {
      party: 'head-of-operations',
      with: head.name,
      heldAt: new Date().toISOString(),
      opinion: 'Delar bedömningen.',
    };
    const start = performance.now();
    const { etag } = await caller.ask('POST', `${view}/consultation`, { token, body, ifMatch });
    commands.push(performance.now() - start);
    ifMatch = etag;
  }
  const page = { token, body: { patient: open.patient, limit: 50 } };
  const pages = [];
  for (let one = 0; one < times; one += 1) pages.push(await timed(() => caller.ask('POST', search, page)));
  await fiveAtOnce(program.port, { token, body: { patient: open.patient, limit: 200 } });
  const block = await program.longestBlock();
  caller.close();
  await program.stop();
  return {
    'patient500.first.ms': touch,
    'patient500.command.p95ms': percentile(commands, 0.95),
    'patient500.search.p95ms': percentile(pages, 0.95),
    'patient500.block.ms': block,
  };
}

const search = '/v1/requests/search';

/** Other patients' cases, so that it is the file that is met for the first time and not the code. */
async function warmedUp(caller, issuer, { units, cases }) {
  for (const { id, unit, patient } of cases.slice(0, 200)) {
    const { clinicians } = units.find(({ hsaId }) => hsaId === unit);
    const token = await issuer.tokenFor(clinicians[0]);
    await caller.ask('GET', `/v1/requests/${id}`, { token });
    await caller.ask('POST', search, { token, body: { patient } });
  }
}

async function fiveAtOnce(port, about) {
  const callers = Array.from({ length: 5 }, () => new Caller(port));
  await Promise.all(callers.map((caller) => caller.ask('POST', search, about)));
  for (const caller of callers) caller.close();
}

async function timed(work) {
  const start = performance.now();
  await work();
  return performance.now() - start;
}
