import { FileGone, filesOfDatabase, FilesInPlace } from '@sigill/event-log';
import { join } from 'node:path';
import { folderFiles, lockFile } from './folder-files';

/** Looks once in a while whether the databases of a folder that is open are still in their place. */
export class FolderWatch {
  private readonly timer: NodeJS.Timeout;

  /** @param own databases of the folder beside the read models. @param onGone called once */
  constructor(path: string, own: readonly string[], onGone: (gone: FileGone) => void, everyMs = 1_000) {
    const databases = [...own, join(path, folderFiles.readModels)];
    const files = new FilesInPlace([...databases, join(path, lockFile)], databases.flatMap(filesOfDatabase));
    this.timer = setInterval(() => {
      const gone = files.fault();
      if (gone === null) return;
      this.stop();
      onGone(gone);
    }, everyMs);
    this.timer.unref();
  }

  stop(): void {
    clearInterval(this.timer);
  }
}
