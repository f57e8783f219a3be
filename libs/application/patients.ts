import { Injectable } from '@nestjs/common';
import {
  AccessChange,
  AccessEntry,
  AccessFacts,
  AccessGround,
  AccessPeriod,
  accessOn,
  birthDateOf,
  contentOn,
  EventRef,
  formatPersonalNumber,
  identityIn,
  Instant,
  JournalContent,
  KnownCaller,
  knownBy,
  LegalDate,
  measuresOf,
  nextChange,
  PatientFile,
  PersonalNumber,
  PersonId,
  policyName,
  RequestId,
  sees,
  timelineOf,
} from '@sigill/domain';
import { CaseFile } from './case-file';
import { CaseFiles } from './case-files';
import { Policies } from './ports';

/** A patient as the access rule sees him or her by what was known at one moment, and the file as it stands now. */
export interface PatientFacts {
  readonly facts: AccessFacts;
  readonly file: CaseFile;
}

export interface ReaderView {
  readonly id: PersonId;
  readonly personalNumber: string | null;
  readonly name: string | null;
  readonly relation: AccessEntry['relation'];
}

/** Why, as it is told. */
export interface GroundView extends Omit<AccessGround, 'events' | 'policy'> {
  /** The region and the first day of its policy. */
  readonly policy: string;
  /** Ids of the events that decided. */
  readonly events: readonly string[];
}

/** An access entry as api.md 6.3 shows it. */
export interface AccessEntryView extends Omit<AccessEntry, 'reader' | 'relation' | 'ground'> {
  readonly reader: ReaderView;
  readonly ground: GroundView;
  /** Of the journal, where any of it may be read: what it shows on that day. */
  readonly content?: JournalContent;
}

export interface PeriodView extends Omit<AccessPeriod, 'ground'> {
  readonly ground: GroundView;
}

/** All that a reader may do with one service, over time. */
export interface ReaderTimeline {
  readonly reader: ReaderView;
  readonly service: AccessEntry['service'];
  readonly periods: readonly PeriodView[];
}

/** Who reads what of a patient: made from the patient's file, and from nothing else. */
@Injectable()
export class Patients {
  constructor(
    private readonly files: CaseFiles,
    private readonly policies: Policies,
  ) {}

  /** As it is known now, or was at an instant. The register has been looked at before, so that the file holds an answer. */
  async known(file: CaseFile, number: PersonalNumber, knownAt: Instant | null): Promise<PatientFacts> {
    const then = knownAt === null ? file : await this.files.asOf(file, knownAt);
    return { file, facts: this.factsIn(file, number, then, knownAt) };
  }

  /** Who reads what on the day, as the caller is told; under other measures than those that stand, where they are given. */
  access(found: PatientFacts, on: LegalDate, caller: KnownCaller, measures = found.facts.measures) {
    const { facts, file } = found;
    const entries = accessOn({ ...facts, measures }, on, this.policies.all, readableIn(file, caller));
    return entries.map(({ reader, relation, ground, ...entry }): AccessEntryView => ({
      reader: readerView(file, reader, relation),
      ...entry,
      ground: this.groundView(file, ground),
      ...this.content(facts, { ...entry, relation }, on),
    }));
  }

  timeline({ facts, file }: PatientFacts, days: { from: LegalDate; to: LegalDate }, caller: KnownCaller) {
    const histories = timelineOf(facts, days, this.policies.all, readableIn(file, caller));
    return histories.map(({ reader, service, periods }): ReaderTimeline => ({
      reader: readerView(file, reader.id, reader.relation),
      service,
      periods: periods.map(({ ground, ...period }) => ({ ...period, ground: this.groundView(file, ground) })),
    }));
  }

  /** What will change of that by itself, next; null: nothing. */
  nextChange({ facts }: PatientFacts, on: LegalDate): AccessChange | null {
    return nextChange(facts, on, this.policies.all);
  }

  private content(
    { patient: { birthDate } }: AccessFacts,
    { service, access, relation }: Pick<AccessEntry, 'service' | 'access' | 'relation'>,
    on: LegalDate,
  ): Pick<AccessEntryView, 'content'> {
    if (service !== 'journal' || access === 'none') return {};
    return { content: contentOn(this.policies.region, { birthDate, relation, on }) };
  }

  private groundView(file: CaseFile, { events, policy, ...ground }: AccessGround): GroundView {
    return {
      ...ground,
      policy: policyName(this.policies.region, { validFrom: policy }),
      events: eventIdsIn(file, events),
    };
  }

  /** @param then the file as it was known */
  private factsIn(
    { patient, register }: CaseFile,
    number: PersonalNumber,
    then: PatientFile,
    knownAt: Instant | null,
  ): AccessFacts {
    return {
      patient: { id: patient, birthDate: birthDateOf(number) },
      register: knownAt === null ? register.answers : knownBy(register.answers, knownAt),
      measures: measuresOf([...then.requests.values()]),
    };
  }
}

/** A request that the caller may not read is not named. */
const readableIn = ({ requests }: CaseFile, caller: KnownCaller) => {
  const readable = new Set([...requests.values()].filter((request) => sees(caller, request)).map(({ id }) => id));
  return (request: RequestId): boolean => readable.has(request);
};

function readerView(file: CaseFile, id: PersonId, relation: AccessEntry['relation']): ReaderView {
  const identity = identityIn(file, id);
  return {
    id,
    personalNumber: identity === undefined ? null : formatPersonalNumber(identity.personalNumber),
    name: identity?.name ?? null,
    relation,
  };
}

/** What is supposed has no event. */
const eventIdsIn = ({ events: placed }: CaseFile, events: readonly EventRef[]): readonly string[] =>
  events.flatMap(({ request, revision }) => placed.get(request)?.[revision - 1]?.eventId ?? []);
