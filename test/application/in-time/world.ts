import { openDirectory } from '@sigill/adapters';
import { Call, Caller, Forms, Rendered } from '@sigill/application';
import { FormContent, PersonalNumber, PersonId, regionNamed, Sha256 } from '@sigill/domain';
import { KeyEncryptionKey, personIdOf, SqliteDataKeys, SqliteEventStore } from '@sigill/event-log';
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { TestTime } from '../../effects/outside';
import { temporaryFolder } from '../../event-log/temporary';
import { numberOf } from '../../support/samples';
import { Instance, instanceOver } from '../instance';

/** A family as the register has it. */
export interface Family {
  readonly child: PersonalNumber;
  readonly parents: readonly PersonalNumber[];
  guardians: readonly PersonalNumber[];
  protection: 'none' | 'secrecy-marking';
}

export type Persona = 'clinician-partille' | 'head-partille' | 'executor';

/** Children who come of every age that counts within some years, one of them on a leap day. */
const births = ['20081215', '20081224', '20101218', '20110110', '20111201', '20120229', '20131222', '20180110'];

const kek = KeyEncryptionKey.fromBytes(Buffer.alloc(32, 7));
const personIds = { idOf: (number: PersonalNumber) => personIdOf(Buffer.alloc(32, 9), number) as PersonId };
const hashOf = (text: string): string => createHash('sha256').update(text).digest('base64url');

/** What is printed is not looked at here: the same content gives the same bytes. */
class FormsInMemory extends Forms {
  private readonly kept = new Map<string, Buffer>();

  override async render(content: FormContent): Promise<Rendered> {
    const bytes = Buffer.from(JSON.stringify(content));
    return { bytes, sha256: createHash('sha256').update(bytes).digest('hex') as Sha256 };
  }

  override async keep(request: string, { bytes, sha256 }: Rendered): Promise<void> {
    this.kept.set(`${request} ${sha256}`, bytes);
  }

  override async read(request: string, sha256: Sha256): Promise<Buffer> {
    const bytes = this.kept.get(`${request} ${sha256}`);
    if (bytes === undefined) throw new Error('no such form');
    return bytes;
  }
}

/** Two programs over one real store, each with rows of its own, at one clock, with a register that changes. */
export class World {
  readonly families: readonly Family[] = births.map((birth, n) => {
    const parents = [100, 200].map((from) => numberOf('19850101', String(from + n)) as PersonalNumber);
    return {
      child: numberOf(birth, String(300 + n)) as PersonalNumber,
      parents,
      guardians: parents,
      protection: 'none',
    };
  });
  #calls = 0;

  private constructor(
    readonly time: TestTime,
    private readonly folder: ReturnType<typeof temporaryFolder>,
    private readonly store: SqliteEventStore,
    private readonly staff: ReadonlyMap<string, Caller>,
    readonly instances: Instance[],
  ) {}

  static async begin(): Promise<World> {
    const folder = temporaryFolder();
    const time = new TestTime();
    const keys = [0, 1].map(() => SqliteDataKeys.open(folder.file('keys.db'), kek));
    const store = await SqliteEventStore.open(folder.file('log.db'), { keysFile: folder.file('keys.db') });
    const staff = await (await openDirectory(null, regionNamed('vgr'))).staffList();
    const callers = new Map(staff.map((one) => [one.persona ?? '', one as Caller]));
    const world = new World(time, folder, store, callers, []);
    world.#publish();
    const forms = new FormsInMemory();
    const own = { kek, personIds, register: folder.file('population.json'), clock: time, forms };
    for (const one of keys) world.instances.push(await instanceOver(store, { ...own, keys: one }));
    return world;
  }

  async end(): Promise<void> {
    for (const { close } of this.instances) await close();
    await this.store.close();
    this.folder.remove();
  }

  patientOf({ child }: Family): PersonId {
    return personIds.idOf(child);
  }

  call(persona: Persona): Call {
    this.#calls += 1;
    const caller = this.staff.get(persona);
    if (caller === undefined) throw new Error(`the demo data has no ${persona}`);
    const traceId = `00000000-0000-4000-8000-${String(this.#calls).padStart(12, '0')}`;
    return { caller, key: `call-${String(this.#calls)}`, hash: hashOf(String(this.#calls)), traceId };
  }

  /** The register says it from now on, and both programs know. */
  async registerSays(family: Family, now: Partial<Pick<Family, 'guardians' | 'protection'>>): Promise<void> {
    Object.assign(family, now);
    this.#publish();
    for (const { looks } of this.instances) await looks.refresh();
  }

  #publish(): void {
    const person = (personalNumber: PersonalNumber) => ({ personalNumber, name: 'Testa Person', protection: 'none' });
    const population = this.families.flatMap(({ child, parents, guardians, protection }) => [
      ...parents.map(person),
      { ...person(child), protection, guardians },
    ]);
    writeFileSync(this.folder.file('population.json'), JSON.stringify({ population }));
  }
}
