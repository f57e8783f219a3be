import { Region } from '@sigill/domain';
import { damageIn, existingIndexKey, EventStore, Position, verifyLog } from '@sigill/event-log';
import { FolderForReading, isThere, putBack, unaccounted } from '../../../libs/adapters/offline';
import { oneLine } from '../one-line';
import { Finding, Findings, nowhere } from './finding';
import { LogNow } from './log-now';
import { checkReadModels } from './projections-check';
import { SignedFormsCheck } from './signed-forms-check';
import { EffectNumbers, StreamChecks } from './stream-checks';

export interface CheckedFolder {
  /** The first thousand. */
  readonly findings: readonly Finding[];
  /** All of them. */
  readonly problems: number;
  readonly events: number;
  readonly streams: number;
  readonly head: Position;
  readonly effects: EffectNumbers;
  readonly forms: number;
  /** How far the read models were compared; null: not at all. */
  readonly comparedTo: Position | null;
}

/** Verifies everything that a folder can tell by itself: I-01 to I-04, I-06 to I-12, I-14, I-15, I-17 and I-26. Of a program that
 *  runs meanwhile it sees the log as it is at the beginning. */
export async function checkFolder(
  folder: FolderForReading,
  region: Region,
  signedForms: (findings: Findings) => SignedFormsCheck,
): Promise<CheckedFolder> {
  const { policies } = region;
  const { positions } = folder;
  const findings = new Findings();
  checkFiles(folder, findings);
  const part = new LogNow(folder.store, await headOf(folder.store));
  const { events, streams, head, problems } = await verifyLog(part, folder.keys, folder.kek, { positions });
  for (const { invariant, what, ...place } of problems) findings.add(invariant, place, what);
  const named = new Set(problems.map(({ stream }) => stream));
  const forms = signedForms(findings);
  const indexKey = await existingIndexKey(folder.keys);
  if (indexKey === null && head > 0)
    findings.add('I-26', nowhere, 'there is no index key: nobody can be told by number any more');
  const effects = await new StreamChecks({ log: folder.log, part, named, forms, findings, indexKey, policies }).run();
  const comparedTo = await checkReadModels(folder, region.name, findings);
  return {
    findings: findings.kept,
    problems: findings.count,
    events,
    streams,
    head,
    effects,
    forms: forms.count,
    comparedTo,
  };
}

/** One line for each file that SQLite cannot vouch for. */
function checkFiles(folder: FolderForReading, findings: Findings): void {
  for (const name of folder.databases) {
    const file = folder.file(name);
    const damage = isThere(file) ? damageOf(file) : null;
    if (damage !== null) findings.add('file', nowhere, `${name}: ${damage}: ${putBack[name]}`);
  }
  const line = folder.databases.includes('keys') ? unaccounted(folder.file('keys')) : null;
  if (line !== null) findings.add('I-25', nowhere, `${line}: ${putBack.keys}`);
}

function damageOf(file: string): string | null {
  try {
    const [first, ...more] = damageIn(file);
    if (first === undefined) return null;
    const all = more.length === 0 ? first : `${first}, and ${String(more.length)} more`;
    return `${file} is damaged (${all.replaceAll(/\s+/g, ' ')})`;
  } catch (error) {
    return oneLine(error);
  }
}

/** Without an end where even that cannot be read: then verifyLog says so. */
const headOf = (store: EventStore): Promise<Position> => store.head().catch(() => Number.MAX_SAFE_INTEGER);
