import { BrokenHistory } from '@sigill/domain';
import { BrokenLog, KeyDestroyed } from '@sigill/event-log';
import { Projector } from '@sigill/following';
import { resolve } from 'node:path';
import { inFolder, putAsideIfDamaged, refuseUnlessThere } from '../../libs/adapters/offline';
import { oneLine } from './one-line';
import { openForWork, Place } from './place';
import { regionOfFolder } from './region';
import { ExitCode, Terminal } from './terminal';

/** Makes every read model anew from the log, with a line for each twentieth of the way. A damaged file of theirs goes. */
export async function rebuild(place: Place, terminal: Terminal): Promise<ExitCode> {
  if (place.eventStore.kind === 'sqlite') refuseUnlessThere(place.dataDir);
  const aside = putAsideIfDamaged(resolve(place.dataDir));
  if (aside !== null) terminal.out(`${aside.damage.message}; it is made anew`);
  let code: ExitCode = 2;
  try {
    code = await rebuilt(place, terminal);
    return code;
  } finally {
    if (code === 0) aside?.drop();
    else aside?.restore();
  }
}

async function rebuilt(place: Place, terminal: Terminal): Promise<ExitCode> {
  const folder = await openForWork(place);
  try {
    for (const line of folder.setRight) terminal.err(line);
    const region = await regionOfFolder(folder.log);
    const projector = new Projector(folder.log, folder.rowsHere(region.name), () => undefined);
    await projector.rebuild(progress(terminal));
    terminal.out(`the read models are rebuilt from ${String(projector.takenIn)} events`);
    return 0;
  } catch (error) {
    if (!isOfTheLog(error)) throw inFolder(place.dataDir, error);
    terminal.out(`${oneLine(error)}; the read models were left as they are`);
    return 1;
  } finally {
    await folder.close();
  }
}

const isOfTheLog = (error: unknown): boolean =>
  error instanceof BrokenLog || error instanceof BrokenHistory || error instanceof KeyDestroyed;

/** Positions tell how far it is, and count nothing. */
function progress(terminal: Terminal): (position: number, head: number) => void {
  let told = 0;
  return (position, head) => {
    const twentieths = Math.floor((position * 20) / head);
    if (twentieths > told) terminal.out(`${String(twentieths * 5)} % of the log is read`);
    told = twentieths;
  };
}
