import { openDirectory, openPopulationRegister, SystemClock } from '@sigill/adapters';
import {
  AllowedActions,
  CaseFiles,
  Clock,
  Endings,
  Facts,
  FormOffices,
  Looks,
  NamedStaff,
  Filing,
  Forms,
  OpeningRequests,
  Openings,
  PersonIds,
  Persons,
  Presenter,
  ReadSide,
  Requests,
  Siblings,
  SignedForms,
  Standing,
  TimedMails,
  Timers,
  Warnings,
} from '@sigill/application';
import { upcast, vgrPolicies } from '@sigill/domain';
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
  readonly rows: Projector;
  readonly log: EventLog;
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
}

class NoForms extends Forms {
  override render = (): never => this.refuse();
  override keep = (): never => this.refuse();
  override read = (): never => this.refuse();
  private refuse(): never {
    throw new Error('no form is asked for here');
  }
}

const policies = { all: vgrPolicies };

/** It shares nothing with another but the store. */
export async function instanceOver(
  store: EventStore,
  { keys, kek, personIds, register: path, following = true, clock = new SystemClock() as Clock }: Own,
): Promise<Instance> {
  const population = await openPopulationRegister(path);
  const directory = await openDirectory(null);
  const log = new EventLog(store, keys, kek, { app: { version: 'test', instance: randomUUID() }, upcast });
  const projector = new Projector(log, { db: memoryDb(), sealer: testSealer, isWorkingDay: weekdays }, (error) => {
    throw error;
  });
  await (following ? projector.start() : projector.catchUp());
  const persons = new Persons(population, directory, personIds);
  const facts = new Facts(persons, directory, clock, policies);
  const openings = new Openings(facts, directory, policies);
  const readSide = new ReadSide(projector);
  const offices = new FormOffices(directory, new NamedStaff(directory), policies, { text: 'VGR-IT' });
  const signedForms = new SignedForms(new NoForms(), offices);
  const files = new CaseFiles(log);
  const filing = new Filing(files, readSide, persons);
  const endings = new Endings(facts, openings);
  const looks = new Looks(facts, filing, endings);
  const requests = new Requests(filing, facts, endings, signedForms, looks);
  const close = async (): Promise<void> => {
    await projector.close();
    population.close();
    directory.close();
    await keys.close();
  };
  const siblings = new Siblings(population, personIds, files, policies);
  const workingDays = { isWorkingDay: weekdays };
  const standing = new Standing(facts, workingDays);
  const timers = new Timers(filing, facts, standing, new TimedMails(log, readSide));
  const warnings = new Warnings(facts, siblings, new NamedStaff(directory), policies);
  const presenter = new Presenter(readSide, standing, warnings, new AllowedActions(facts, directory));
  const opening = new OpeningRequests(filing, openings, looks);
  return { requests, openings: opening, persons, presenter, timers, rows: projector, log, close };
}
