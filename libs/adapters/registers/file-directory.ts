import { HsaId, UnitRef } from '@sigill/domain';
import { demoData } from '../demo-data';
import type { CareUnit, Directory, StaffMember } from '@sigill/application';
import type { Delegation } from '@sigill/domain';
import { DirectoryContent, readDirectory } from './read-directory';
import { builtIn, ReadContent, RegisterFile, RegisterSource } from './register-file';

export class FileDirectory implements Directory {
  readonly #file: RegisterSource<DirectoryContent>;

  constructor(file: RegisterSource<DirectoryContent>) {
    this.#file = file;
  }

  async provider(): Promise<UnitRef> {
    return (await this.#file.current()).provider;
  }

  async unit(hsaId: HsaId): Promise<CareUnit | null> {
    return (await this.#file.current()).units.get(hsaId) ?? null;
  }

  async units(): Promise<readonly CareUnit[]> {
    return [...(await this.#file.current()).units.values()];
  }

  async staff(hsaId: HsaId): Promise<StaffMember | null> {
    return (await this.#file.current()).staff.get(hsaId) ?? null;
  }

  async staffByVgrId(vgrId: string): Promise<StaffMember | null> {
    return (await this.staffList()).find((member) => sameText(member.vgrId, vgrId)) ?? null;
  }

  async staffByName(name: string): Promise<readonly StaffMember[]> {
    return (await this.staffList()).filter((member) => sameText(member.name, name));
  }

  async staffList(): Promise<readonly StaffMember[]> {
    return [...(await this.#file.current()).staff.values()];
  }

  async delegations(to: HsaId): Promise<readonly Delegation[]> {
    return (await this.#file.current()).delegations.filter((delegation) => delegation.to === to);
  }
}

/** `path`: null = the demo data. Reads and checks the whole file; throws RegisterFault. */
export async function openDirectory(path: string | null): Promise<FileDirectory> {
  const read: ReadContent<DirectoryContent> = (content, _edition, faults) => readDirectory(content, faults);
  const file = path === null ? builtIn(demoData, read) : new RegisterFile(path, 'DIRECTORY_FILE', read);
  await file.current();
  return new FileDirectory(file);
}

const sameText = (one: string, other: string): boolean =>
  one.trim().normalize('NFC').toLowerCase() === other.trim().normalize('NFC').toLowerCase();
