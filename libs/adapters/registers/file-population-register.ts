import { PersonalNumber } from '@sigill/domain';
import { demoData } from '../demo-data';
import type { PopulationRegister, RegisterRecord } from '@sigill/application';
import { Population, readPopulation } from './read-population';
import { builtIn, RegisterFile, RegisterSource } from './register-file';

export class FilePopulationRegister implements PopulationRegister {
  readonly #file: RegisterSource<Population>;

  constructor(file: RegisterSource<Population>) {
    this.#file = file;
  }

  async lookUp(number: PersonalNumber): Promise<RegisterRecord | null> {
    return (await this.#file.current()).persons.get(number) ?? null;
  }

  async childrenOf(guardian: PersonalNumber): Promise<readonly PersonalNumber[]> {
    return (await this.#file.current()).children.get(guardian) ?? [];
  }
}

/** `path`: null = the demo data. Reads and checks the whole file; throws RegisterFault. */
export async function openPopulationRegister(path: string | null): Promise<FilePopulationRegister> {
  const file =
    path === null
      ? builtIn(demoData, (content, _edition, faults) => readPopulation(content, 'demo-data', faults))
      : new RegisterFile(path, 'POPULATION_FILE', (content, edition, faults) =>
          readPopulation(content, `population-file ${edition}`, faults),
        );
  await file.current();
  return new FilePopulationRegister(file);
}
