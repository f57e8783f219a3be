import { PersonalNumber } from '@sigill/domain';
import { demoData } from '../demo-data';
import type { PopulationRegister, RegisterRecord } from '@sigill/application/plain';
import { Population, readPopulation } from './read-population';
import { builtIn, lookEveryMs, ReadContent, RegisterFile, RegisterSource } from './register-file';

export class FilePopulationRegister implements PopulationRegister {
  readonly #file: RegisterSource<Population>;

  constructor(file: RegisterSource<Population>) {
    this.#file = file;
  }

  async lookUp(number: PersonalNumber): Promise<RegisterRecord | null> {
    return this.#file.current().persons.get(number) ?? null;
  }

  async childrenOf(guardian: PersonalNumber): Promise<readonly PersonalNumber[]> {
    return this.#file.current().children.get(guardian) ?? [];
  }

  /** Whatever was written before is known when this resolves. */
  look(): Promise<void> {
    return this.#file.look();
  }

  close(): void {
    this.#file.close();
  }
}

/** `path`: null = the demo data. Reads and checks the whole file; throws RegisterFault. */
export async function openPopulationRegister(
  path: string | null,
  everyMs = lookEveryMs,
): Promise<FilePopulationRegister> {
  if (path === null)
    return new FilePopulationRegister(
      builtIn(demoData, (content, _edition, faults) => readPopulation(content, 'demo-data', faults)),
    );
  const read: ReadContent<Population> = (content, edition, faults) =>
    readPopulation(content, `population-file ${edition}`, faults);
  return new FilePopulationRegister(await RegisterFile.open(path, 'POPULATION_FILE', read, everyMs));
}
