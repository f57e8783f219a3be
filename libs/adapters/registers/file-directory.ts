import { HsaId, Region, UnitRef } from '@sigill/domain';
import { demoData } from '../demo-data';
import type { CareUnit, Directory, StaffMember } from '@sigill/application/plain';
import type { Delegation } from '@sigill/domain';
import { DirectoryIndex, folded, indexed } from './directory-index';
import { readDirectory } from './read-directory';
import { builtIn, lookEveryMs, ReadContent, RegisterFile, RegisterSource } from './register-file';

export class FileDirectory implements Directory {
  readonly #file: RegisterSource<DirectoryIndex>;

  constructor(file: RegisterSource<DirectoryIndex>) {
    this.#file = file;
  }

  async provider(): Promise<UnitRef> {
    return this.#file.current().provider;
  }

  async unit(hsaId: HsaId): Promise<CareUnit | null> {
    return this.#file.current().unitByHsaId.get(hsaId) ?? null;
  }

  async units(): Promise<readonly CareUnit[]> {
    return this.#file.current().units;
  }

  async staff(hsaId: HsaId): Promise<StaffMember | null> {
    return this.#file.current().staffByHsaId.get(hsaId) ?? null;
  }

  async staffByVgrId(vgrId: string): Promise<StaffMember | null> {
    return this.#file.current().staffByVgrId.get(folded(vgrId)) ?? null;
  }

  async staffByName(name: string): Promise<readonly StaffMember[]> {
    return this.#file.current().staffByName.get(folded(name)) ?? [];
  }

  async staffList(): Promise<readonly StaffMember[]> {
    return this.#file.current().staff;
  }

  async delegations(to: HsaId): Promise<readonly Delegation[]> {
    return this.#file.current().delegationsTo.get(to) ?? [];
  }

  /** Whatever was written before is known when this resolves. */
  look(): Promise<void> {
    return this.#file.look();
  }

  close(): void {
    this.#file.close();
  }
}

/** `path`: null = the demo data. Reads and checks the whole file; throws RegisterFault.
 *  `region`: whose list of excluded units the file's exclusions are lines of. */
export async function openDirectory(
  path: string | null,
  { content: { excludedUnits } }: Pick<Region, 'content'>,
  everyMs = lookEveryMs,
): Promise<FileDirectory> {
  const lines = excludedUnits.map(({ name }) => name);
  const read: ReadContent<DirectoryIndex> = (content, _edition, faults) =>
    indexed(readDirectory(content, lines, faults));
  if (path === null) return new FileDirectory(builtIn(demoData, read));
  return new FileDirectory(await RegisterFile.open(path, 'DIRECTORY_FILE', read, everyMs));
}
