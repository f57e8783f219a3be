import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AccessAnswer } from './contract';
import { RunningProgram, temporaryFolder } from './program';
import { until } from './until';

/** What can be said of a person in the population register. */
export interface Entry {
  readonly personalNumber: string;
  readonly name: string;
  readonly protection: string;
  readonly guardians?: readonly string[];
  readonly deceasedOn?: string;
}

/** A published test number that no case is about. */
const witness = '189001019802';

/** A population register in a file of its own, which changes while a program runs. In each edition a witness bears
 *  another name: the program answers by an edition when it calls the witness by that name. */
export class PopulationFile {
  #editions = 0;

  private constructor(readonly path: string) {}

  static async make(persons: readonly Entry[]): Promise<PopulationFile> {
    const file = new PopulationFile(join(await temporaryFolder(), 'population.json'));
    await file.#write(persons);
    return file;
  }

  get settings(): Readonly<Record<string, string>> {
    return { POPULATION_FILE: this.path };
  }

  /** Resolves when the program answers by it. */
  async replace(program: RunningProgram, persons: readonly Entry[]): Promise<void> {
    const name = await this.#write(persons);
    await until(async () => (await askAboutWitness(program)).body.patient?.name === name);
  }

  /** What is no register. Resolves when the program has noticed. */
  async spoil(program: RunningProgram): Promise<void> {
    await writeFile(this.path, '{');
    await until(async () => (await askAboutWitness(program)).status === 503);
  }

  async #write(persons: readonly Entry[]): Promise<string> {
    this.#editions += 1;
    const name = `Vittne ${String(this.#editions)}`;
    const population = [...persons, { personalNumber: witness, name, protection: 'none' }];
    await writeFile(`${this.path}.next`, JSON.stringify({ population }));
    await rename(`${this.path}.next`, this.path);
    return name;
  }
}

const askAboutWitness = (program: RunningProgram) =>
  program.as('clinician-partille').post<Partial<AccessAnswer>>('/v1/access/search', { patient: witness });
