import { openDirectory, openPopulationRegister, SystemClock } from '@sigill/adapters';
import {
  AllowedActions,
  AssessHandler,
  CaseFiles,
  Clock,
  Endings,
  Facts,
  FormOffices,
  Contexts,
  Looks,
  NamedSubjects,
  NamedStaff,
  Filing,
  Forms,
  OpenForSiblingsHandler,
  OpeningRequests,
  Openings,
  PersonIds,
  Persons,
  policiesOf,
  Presenter,
  ReadSide,
  Requests,
  SiblingOpenings,
  Siblings,
  SiblingsInRegister,
  SignedForms,
  Standing,
  TimedMails,
  Timers,
  Warnings,
} from '@sigill/application';
import { regionNamed, upcast } from '@sigill/domain';
import { EventLog, EventStore, KeyEncryptionKey, SqliteDataKeys } from '@sigill/event-log';
import { Projector } from '@sigill/following';
import { randomUUID } from 'node:crypto';
import { memoryDb, testSealer, weekdays } from '../support/told-tables';

/** One program's worth of `application`. */
export interface Instance {
  readonly requests: Requests;
  readonly openings: OpeningRequests;
  readonly persons: Persons;
  readonly presenter: Presenter;
  readonly timers: Timers;
  readonly looks: Looks;
  readonly rows: Projector;
  readonly log: EventLog;
  readonly files: CaseFiles;
  readonly assessing: AssessHandler;
  readonly forSiblings: OpenForSiblingsHandler;
  readonly close: () => Promise<void>;
}

interface Own {
  readonly keys: SqliteDataKeys;
  readonly kek: KeyEncryptionKey;
  readonly personIds: PersonIds;
  /** Path of the population register; null: the demo data. */
  readonly register: string | null;
  /** False: its rows stay as they were at the start. */
  readonly following?: boolean;
  /** The machine's unless told. */
  readonly clock?: Clock;
  /** None can be asked for unless told. */
  readonly forms?: Forms;
}

class NoForms extends Forms {
  override render = (): never => this.refuse();
  override keep = (): never => this.refuse();
  override read = (): never => this.refuse();
  private refuse(): never {
    throw new Error('no form is asked for here');
  }
}

const policies = policiesOf(regionNamed('vgr'));

/** It shares nothing with another but the store. */
export async function instanceOver(
  store: EventStore,
  {
    keys,
    kek,
    personIds,
    register: path,
    following = true,
    clock = new SystemClock() as Clock,
    forms = new NoForms(),
  }: Own,
): Promise<Instance> {
  const population = await openPopulationRegister(path);
  const directory = await openDirectory(null, policies.region);
  const log = new EventLog(store, keys, kek, { app: { version: 'test', instance: randomUUID() }, upcast });
  const projector = new Projector(
    log,
    { db: memoryDb(), sealer: testSealer, isWorkingDay: weekdays, policies: policies.all },
    (error) => {
      throw error;
    },
  );
  await (following ? projector.start() : projector.catchUp());
  const persons = new Persons(population, directory, personIds);
  const facts = new Facts(persons, directory, clock, policies);
  const openings = new Openings(facts, directory, policies);
  const readSide = new ReadSide(projector);
  const offices = new FormOffices(directory, new NamedStaff(directory, policies), policies, { text: 'VGR-IT' });
  const signedForms = new SignedForms(forms, offices);
  const files = new CaseFiles(log);
  const filing = new Filing(files, readSide, persons);
  const inRegister = new SiblingsInRegister(population, personIds);
  const siblings = new Siblings(inRegister, files, policies, persons);
  const endings = new Endings(facts, openings);
  const looks = new Looks(facts, filing, endings);
  const requests = new Requests(filing, new Contexts(facts, looks), endings, signedForms);
  const opening = new OpeningRequests(filing, openings, looks, new NamedSubjects(facts));
  const close = async (): Promise<void> => {
    await projector.close();
    population.close();
    directory.close();
    await keys.close();
  };
  const workingDays = { isWorkingDay: weekdays };
  const standing = new Standing(facts, workingDays, policies, siblings);
  const timers = new Timers(filing, facts, standing, new TimedMails(log, readSide));
  const warnings = new Warnings(facts, siblings, new NamedStaff(directory, policies), policies);
  const presenter = new Presenter(readSide, standing, warnings, new AllowedActions(facts, directory));
  const forSiblings = new OpenForSiblingsHandler(requests, new SiblingOpenings(opening, siblings, inRegister), files);
  const assessing = new AssessHandler(requests, inRegister, facts);
  const rows = projector;
  const opened = { requests, openings: opening, assessing, forSiblings };
  return { ...opened, persons, presenter, files, timers, looks, rows, log, close };
}
