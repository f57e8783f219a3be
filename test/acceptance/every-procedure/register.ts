import { demoData } from '../../../libs/adapters/demo-data';
import { Entry, PopulationFile } from '../../support/population-file';
import { RunningProgram } from '../../support/program';

/** The demo data's population in a file of its own, which changes while the program runs. A change resolves when the
 *  program answers by it. */
export class Register {
  private constructor(
    private readonly file: PopulationFile,
    private persons: readonly Entry[],
  ) {}

  static async make(): Promise<Register> {
    return new Register(await PopulationFile.make(demoData.population), demoData.population);
  }

  get settings(): Readonly<Record<string, string>> {
    return this.file.settings;
  }

  async change(
    program: RunningProgram,
    personalNumber: string,
    fields: Partial<Omit<Entry, 'personalNumber'>>,
  ): Promise<void> {
    this.persons = this.persons.map((one) => (one.personalNumber === personalNumber ? { ...one, ...fields } : one));
    await this.file.replace(program, this.persons);
  }

  /** Nobody's guardian may be taken out. */
  async remove(program: RunningProgram, personalNumber: string): Promise<void> {
    this.persons = this.persons.filter((one) => one.personalNumber !== personalNumber);
    await this.file.replace(program, this.persons);
  }
}
