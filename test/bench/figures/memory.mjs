import { Caller } from '../caller.mjs';
import { answersOf } from '../data/case.mjs';
import { Draw } from '../data/draw.mjs';
import { casesIn } from '../data/folder.mjs';
import { built } from '../dist.mjs';
import { startProgram } from '../program.mjs';

const { procedureNamed } = built('libs/domain/index.js');

const callers = 8;
const stepsPerCase = 3;
const first = 10_000;
const later = 20_000;

/** How many registered cases it takes. */
export const casesForMemory = Math.ceil((first + later) / stepsPerCase) + callers;

/** Resident memory after a garbage collection, when the program has carried out 10,000 commands over HTTP (assessment,
 *  consultation, decision), and 20,000 more. MB of 1,000,000 bytes. @param folder made with `openOnly` */
export async function memoryFigures(folder, issuer, counts = { first, later }) {
  const program = await startProgram(folder, issuer);
  const work = new Work(folder, issuer, program.port);
  await work.commands(counts.first);
  const after10k = await program.rssAfterCollection();
  await work.commands(counts.later);
  const after30k = await program.rssAfterCollection();
  work.close();
  await program.stop();
  return { 'rss.after10k.mb': after10k, 'rss.after30k.mb': after30k };
}

class Work {
  #draw = new Draw(13);

  constructor(folder, issuer, port) {
    const { units, cases } = casesIn(folder);
    this.issuer = issuer;
    this.staff = new Map(units.map(({ hsaId, clinicians, head }) => [hsaId, { clinician: clinicians[0], head }]));
    this.callers = Array.from({ length: callers }, () => new Caller(port));
    const byHead = cases.filter(
      ({ state, procedure }) => state === 'registered' && procedureNamed(procedure).decided.by === 'head',
    );
    this.left = this.#draw.ordered(byHead.map((one) => [one, 1]));
  }

  async commands(count) {
    let left = Math.ceil(count / stepsPerCase);
    const hand = async (caller) => {
      while (left-- > 0) await this.#case(caller);
    };
    await Promise.all(this.callers.map(hand));
  }

  close() {
    for (const caller of this.callers) caller.close();
  }

  async #case(caller) {
    const { id, unit, revision, procedure } = this.left.pop();
    const { clinician, head } = this.staff.get(unit);
    let ifMatch = revision;
    const step = async (member, name, body) => {
      const token = await this.issuer.tokenFor(member);
      const { etag } = await caller.ask('POST', `/v1/requests/${id}/${name}`, { token, body, ifMatch });
      ifMatch = etag;
    };
    const answers = answersOf(procedureNamed(procedure), this.#draw);
    const heard = { party: 'head-of-operations', with: head.name, heldAt: new Date().toISOString(), opinion: 'Delar.' };
    await step(clinician, 'assessment', { answers, recommendation: 'refuse' });
    await step(clinician, 'consultation', heard);
    await step(head, 'decision', { outcome: 'refused', grounds: 'Grunderna räcker inte.' });
  }
}
