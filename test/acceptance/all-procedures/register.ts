import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { demoData } from '../../../libs/adapters/demo-data';
import { temporaryFolder } from '../../support/program';

/** What can be said of a person in the population register. */
export interface Entry {
  readonly personalNumber: string;
  readonly protection?: string;
  readonly guardians?: readonly string[];
  readonly deceasedOn?: string;
}

/** The demo data's population in a file of its own, which changes while the program runs. */
export class Register {
  private constructor(
    readonly path: string,
    private persons: readonly Entry[],
  ) {}

  static async make(): Promise<Register> {
    const register = new Register(join(await temporaryFolder(), 'population.json'), demoData.population);
    await register.write();
    return register;
  }

  get settings(): Readonly<Record<string, string>> {
    return { POPULATION_FILE: this.path };
  }

  async change(personalNumber: string, fields: Omit<Entry, 'personalNumber'>): Promise<void> {
    this.persons = this.persons.map((one) => (one.personalNumber === personalNumber ? { ...one, ...fields } : one));
    await this.write();
  }

  /** Nobody's guardian may be taken out. */
  async remove(personalNumber: string): Promise<void> {
    this.persons = this.persons.filter((one) => one.personalNumber !== personalNumber);
    await this.write();
  }

  private write(): Promise<void> {
    return writeFile(this.path, JSON.stringify({ population: this.persons }));
  }
}
