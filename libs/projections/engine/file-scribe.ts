import { birthDateOf, LegalDate, PatientFile, PersonId, RequestState } from '@sigill/domain';
import { Lru } from '@sigill/event-log';
import { dueEffectOf } from '../due-effect';
import { answersName, registerIn } from './answered';
import { Db, prepared, Row } from './db';
import { rowChanges } from './row-changes';
import { home, Ink } from './scribe';
import { FollowedFile, OfFile, Table } from './table';
import { Writer } from './writer';

/** Where a patient's file is read back from: the states, what the register said, and what has been asked for. */
const effectsName = 'effects';

export const sourcesOf = (tables: readonly Table[]): readonly Table[] =>
  tables.filter(({ name }) => [home, answersName, effectsName].includes(name));

/** Makes the rows that are a function of a whole file, from what is written of it, in the caller's transaction: each patient once,
 *  however many events there were. Rows that stay as they were are left alone. */
export class FileScribe {
  private readonly tables: readonly OfFile[];
  private readonly writers: ReadonlyMap<string, Writer>;
  private readonly atHand = new Lru<RequestState['id'], { readonly position: number; readonly state: RequestState }>(
    requestsAtHand,
  );

  constructor(
    private readonly db: Db,
    tables: readonly Table[],
    private readonly ink: Ink,
  ) {
    this.tables = tables.filter((table): table is OfFile => table.of === 'file');
    this.writers = new Map(this.tables.map((table) => [table.name, new Writer(db, table, ink.called(table.name))]));
  }

  *writing(patients: readonly PersonId[]): Generator<void> {
    if (this.tables.length === 0) return;
    for (const patient of patients) {
      this.write(patient);
      yield;
    }
  }

  /** Of every patient of whom there is a request, or an answer of the register. */
  writeAll(): void {
    const [requests, answers] = [this.ink.called(home), this.ink.called(answersName)];
    const sql = `SELECT patient FROM ${requests} UNION SELECT patient FROM ${answers} ORDER BY patient`;
    const rows = this.db.prepare(sql).all();
    for (const { patient } of rows as { patient: PersonId }[]) this.write(patient);
  }

  private write(patient: PersonId): void {
    const followed = this.followed(patient);
    for (const table of this.tables)
      this.replace(table, patient, followed === null ? [] : table.rows(followed, this.ink));
  }

  private replace({ name }: OfFile, patient: PersonId, rows: readonly Row[]): void {
    const called = this.ink.called(name);
    const before = prepared(this.db, `SELECT * FROM ${called} WHERE patient = ?`).all(patient) as Row[];
    const { gone, news } = rowChanges(before, rows);
    const writer = this.writers.get(name);
    for (const row of gone) writer?.removeOne(row);
    writer?.put(news);
  }

  /** Null where nobody can tell any more who the patient is. */
  private followed(patient: PersonId): FollowedFile | null {
    const register = registerIn(this.db, this.ink.called(answersName), this.ink.sealer, patient);
    const file: PatientFile = { requests: this.requests(patient), register };
    const birthDate = birthDateIn(file, patient);
    if (birthDate === null) return null;
    const asked = `SELECT 1 FROM ${this.ink.called(effectsName)} WHERE effect = ?`;
    const isAsked: FollowedFile['isAsked'] = (request, due) =>
      prepared(this.db, asked).get(dueEffectOf(request, due)) !== undefined;
    return { patient, birthDate, file, isAsked };
  }

  private requests(patient: PersonId): PatientFile['requests'] {
    const sql = `SELECT request, position FROM ${this.ink.called(home)} WHERE patient = ? ORDER BY opened_at, request`;
    const rows = prepared(this.db, sql).all(patient) as { request: RequestState['id']; position: number }[];
    return new Map(rows.map(({ request, position }) => [request, this.request(request, position)]));
  }

  /** A child may have hundreds of requests, of which one has changed. */
  private request(request: RequestState['id'], position: number): RequestState {
    const known = this.atHand.get(request);
    if (known?.position === position) return known.state;
    const sql = `SELECT sealed FROM ${this.ink.called(home)} WHERE request = ?`;
    const { sealed } = prepared(this.db, sql).get(request) as { sealed: Uint8Array };
    const state = JSON.parse(this.ink.sealer.open(sealed, request)) as RequestState;
    this.atHand.set(request, { position, state });
    return state;
  }
}

/** Some six megabytes. */
const requestsAtHand = 600;

function birthDateIn({ requests, register }: PatientFile, patient: PersonId): LegalDate | null {
  const named = [register.persons, ...[...requests.values()].map(({ persons }) => persons)];
  const [identity] = named.flatMap((persons) => persons[patient] ?? []);
  return identity === undefined ? null : birthDateOf(identity.personalNumber);
}
