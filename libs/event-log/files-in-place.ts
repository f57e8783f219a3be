import { statSync } from 'node:fs';
import { StoreStopped } from './event-store';

/** A file that is open was removed, or another was put in its place: what is written now is in no file that anybody will find. */
export class FileGone extends StoreStopped {
  override name = 'FileGone';
}

/** Files that are open for writing, as they were when this was made, or when they first came about. */
export class FilesInPlace {
  private readonly known = new Map<string, string>();
  private readonly all: ReadonlySet<string>;

  /** @param files by path; `optional`: those that may come about later */
  constructor(
    private readonly files: readonly string[],
    optional: readonly string[] = [],
  ) {
    this.all = new Set([...files, ...optional]);
    this.fault();
  }

  /** Null: all are where they were, and the same. */
  fault(): FileGone | null {
    for (const file of this.all) {
      const now = identityOf(file);
      const before = this.known.get(file);
      if (before === undefined && now !== null) this.known.set(file, now);
      else if (before !== now && (before !== undefined || this.files.includes(file)))
        return new FileGone(
          `${file} was ${now === null ? 'removed' : 'exchanged'} while the program had it open: ${advice}`,
        );
    }
    return null;
  }
}

const advice = 'the program stops; put the file back, or the newest backup of its folder, before it is started again';

/** While a file is open no other gets its number. */
function identityOf(file: string): string | null {
  const found = statSync(file, { throwIfNoEntry: false });
  return found === undefined ? null : `${String(found.dev)}:${String(found.ino)}`;
}

/** The file of a database and those that SQLite keeps beside it. */
export const filesOfDatabase = (file: string): readonly string[] => [file, `${file}-wal`, `${file}-shm`];
