import { PersonId } from '@sigill/domain';
import { CaseFile } from './case-file';

const roomBytes = 64 * 1024 * 1024;

/** The files used last, as many as there is room for. */
export class FilesInMemory {
  private readonly files = new Map<PersonId, CaseFile>();
  private bytes = 0;

  constructor(private readonly room = roomBytes) {}

  get(patient: PersonId): CaseFile | undefined {
    const file = this.files.get(patient);
    if (file !== undefined) {
      this.files.delete(patient);
      this.files.set(patient, file);
    }
    return file;
  }

  /** Unless a newer one is there already. */
  keep(file: CaseFile): void {
    const known = this.files.get(file.patient);
    if (known !== undefined && revisionOf(known) > revisionOf(file)) return;
    this.forget(known);
    this.files.set(file.patient, file);
    this.bytes += file.bytes;
    for (const oldest of this.files.values()) {
      if (this.bytes <= this.room) return;
      this.forget(oldest);
    }
  }

  private forget(file: CaseFile | undefined): void {
    if (file === undefined) return;
    this.files.delete(file.patient);
    this.bytes -= file.bytes;
  }
}

const revisionOf = ({ heads }: CaseFile): number => heads.head?.revision ?? -1;
