import { drawnAgain } from '@sigill/application/plain';
import { FormRenderer, inFolder, KeptForms } from '../../libs/adapters/offline';
import { CheckedFolder, checkFolder } from './checks/check-folder';
import { Finding } from './checks/finding';
import { DrawAgain, SignedFormsCheck } from './checks/signed-forms-check';
import { openForReading, Place } from './place';
import { regionOfFolder } from './region';
import { ExitCode, Terminal } from './terminal';

/** Names everything in a data folder that cannot be, and changes nothing. */
export async function check(place: Place, terminal: Terminal, renderer = new FormRenderer()): Promise<ExitCode> {
  const folder = await openForReading(place);
  try {
    const region = await regionOfFolder(folder.log);
    const forms = new KeptForms(renderer, folder.forms, folder.keys);
    const again: DrawAgain = (decided, submission) => drawnAgain(forms, region.policies, decided, submission);
    const checked = await checkFolder(folder, region, (findings) => new SignedFormsCheck(forms, again, findings));
    for (const finding of checked.findings) terminal.out(lineOf(finding));
    terminal.out(countsOf(checked));
    return checked.problems === 0 ? 0 : 1;
  } catch (error) {
    throw inFolder(place.dataDir, error);
  } finally {
    await renderer.close();
    await folder.close();
  }
}

const lineOf = ({ invariant, stream, revision, position, what }: Finding): string =>
  [invariant, stream ?? '-', revision ?? '-', position ?? '-', what].join(' ');

function countsOf({ events, streams, head, effects, forms, comparedTo, problems }: CheckedFolder): string {
  const compared = comparedTo === null ? 'not compared' : `compared up to ${String(comparedTo)}`;
  const found = problems === 0 ? 'no problem' : `${String(problems)} ${problems === 1 ? 'problem' : 'problems'}`;
  return [
    `${String(events)} events in ${String(streams)} streams up to position ${String(head)}`,
    `${String(effects.asked)} effects (${String(effects.open)} open)`,
    `${String(forms)} forms`,
    `read models ${compared}: ${found}`,
  ].join(', ');
}
