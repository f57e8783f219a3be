import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { built } from '../dist.mjs';
import { Mails } from './mails.mjs';

const {
  decide,
  dispatchesFor,
  formContentOf,
  newsOfLook,
  pinnedProcedure,
  procedureNamed,
  regionNamed,
  vgrPolicies,
} = built('libs/domain/index.js');
const { encrypted, eventIdOf, requestOwner } = built('libs/event-log/index.js');
const { CaseFiles, Endings, endingRequestOf, Facts, NamedSubjects, Openings, Persons, policiesOf } = built(
  'libs/application/index.js',
);

const region = 'Västra Götalandsregionen';
const address = 'VGR-IT, Exempelgatan 1, 000 00 Exempelstad';
const staff = { ordererVgrId: null, head: null, onBehalfOf: null, unverified: [] };

/** What all cases share of the program: its files, forms and registers. */
export class Desk {
  requests = 0;

  constructor({ data, log, population, directory }, region) {
    this.data = data;
    this.population = population;
    this.directory = directory;
    this.personIds = remembering(data);
    this.files = new CaseFiles(log);
    this.mails = new Mails(log, region);
    this.forms = data.file('forms');
    mkdirSync(this.forms, { mode: 0o700 });
  }

  /** The desk as it works for one patient, at the time of `clock.ms`. */
  at(clock, draw) {
    return new PatientDesk(this, clock, draw);
  }
}

/** Commands as the program carries them out (application/requests.ts), but for who may call and what is asked again: the
 *  facts gathered, decided by the domain, appended to the patient's file; then the mails, as the worker records them. */
class PatientDesk {
  file = null;

  constructor(desk, clock, draw) {
    this.desk = desk;
    this.draw = draw;
    this.clock = { now: () => new Date(clock.ms).toISOString() };
    const policies = policiesOf(regionNamed('vgr'));
    const persons = new Persons(desk.population, desk.directory, desk.personIds);
    this.facts = new Facts(persons, desk.directory, this.clock, policies);
    this.subjects = new NamedSubjects(this.facts);
    this.openings = new Openings(this.facts, desk.directory, policies);
    this.endings = new Endings(this.facts, this.openings);
  }

  /** @returns the id of the request. @throws Refusal */
  async open(caller, opening, track) {
    const id = this.draw.uuid();
    const procedure = procedureNamed(opening.procedure);
    await this.#look(this.subjects.patientNumber(opening));
    const subjects = await this.subjects.of(opening, this.file);
    const attempt = { id, opening, procedure, subjects, track, file: this.file };
    const { now, events } = await this.openings.decided(caller, attempt);
    const stamp = this.#stamp(id);
    await this.#place(id, stamp, now);
    await this.#append([{ request: id, events }], stamp, now);
    return id;
  }

  /** @returns the id of the request that ends what a decision overturned, or null. @throws Refusal */
  async carryOut(id, actor, command) {
    const stamp = this.#stamp(id);
    const state = this.file.requests.get(id);
    const context = await this.facts.contextFor(state, this.file, actor, endingRequestOf(stamp.commandId));
    const form = command.action === 'submission' ? await this.#form(state, context.now) : null;
    const own = { request: id, events: decide(command, state, { ...context, form }) };
    const ending = await this.endings.following(own, this.file, context.now);
    if (ending !== null) await this.#place(ending.request, stamp, context.now);
    await this.#append(ending === null ? [own] : [own, ending], stamp, context.now);
    return ending?.request ?? null;
  }

  /** What the register says stands in the file before anything is opened in it. */
  async #look(number) {
    const { persons } = this.facts;
    this.file ??= await this.desk.files.load(persons.idOf(number));
    const news = newsOfLook(this.file.register, await persons.looked(number), this.facts.now(this.file.heads));
    if (news === null) return;
    const stamp = { ...this.#stamp(this.file.patient), keyId: null };
    this.file = (await this.desk.files.append(this.file, [news.answered], stamp, news.answered.data.at)).file;
  }

  async #place(id, stamp, now) {
    await this.desk.files.place(id, this.file.patient, stamp, now);
    this.desk.requests += 1;
  }

  async #append(parts, stamp, now) {
    const { file } = await this.desk.files.append(this.file, parts, stamp, now);
    this.file = file;
    let index = 0;
    for (const { request, events } of parts)
      for (const event of events) await this.#mails(event, file.requests.get(request), stamp, index++);
  }

  async #mails(event, { id, caseNumber, unit }, { commandId, correlationId }, index) {
    const causedBy = eventIdOf(commandId, index);
    for (const dispatch of dispatchesFor(event, { id, caseNumber, unit }))
      await this.desk.mails.sent(dispatch, { causedBy, correlationId, at: this.clock.now() });
  }

  /** Every form is kept, under its hash and its request's key. It is no PDF (rendering so many
   *  takes hours), and does not wait for the disk. */
  async #form(state, at) {
    const content = formContentOf(
      state,
      { signature: { method: 'decision-record' }, at },
      { region, address, staff, policies: vgrPolicies },
    );
    const bytes = Buffer.from(JSON.stringify(content));
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const { key } = await this.desk.data.keys.existing(requestOwner(state.id));
    const sealed = Buffer.concat([Buffer.from('SGF1'), encrypted(bytes, key, sha256)]);
    writeFileSync(join(this.desk.forms, `${sha256}.pdf`), sealed, { mode: 0o600 });
    const { formName: name } = pinnedProcedure(state.procedure);
    return { draftSha256: null, final: { name, region, address, staff, sha256, bytes: bytes.length, layout: 2 } };
  }

  /** Every second command has a key, as callers that may have to ask again give one. */
  #stamp(request) {
    const commandId = this.draw.uuid();
    return {
      commandId,
      commandHash: createHash('sha256').update(`${commandId}|${request}`).digest('base64url'),
      keyId: this.draw.chance(0.5) ? this.draw.uuid() : null,
      correlationId: this.draw.uuid(),
      causationId: commandId,
    };
  }
}

/** The same person is looked up in every step of a case. */
function remembering(personIds) {
  const known = new Map();
  return {
    idOf(number) {
      if (!known.has(number)) known.set(number, personIds.idOf(number));
      return known.get(number);
    },
  };
}
