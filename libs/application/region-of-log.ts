import {
  Instant,
  RegionChosen,
  regionChosen,
  regionId,
  RegionName,
  regionSchemaVersions,
  streamKinds,
  streamOf,
} from '@sigill/domain';
import { EventLog, uuidV5, WrongRevision } from '@sigill/event-log';
import { systemActor } from './authority';
import { envelopeActor } from './case-file';
import { stampOfProgram } from './ids';

/** By whose rules the log has been judged; null: no program of this build has started on it yet.
 *  @throws BrokenLog, BrokenHistory */
export async function regionOf(log: Pick<EventLog, 'read'>): Promise<RegionName | null> {
  const { begin, fold } = streamKinds.region;
  const { events } = await log.read(stream);
  return fold(
    begin(),
    // Type and version were checked by the log's upcaster.
    events.map(({ data }) => regionChosen((data as RegionChosen['data']).region)),
  );
}

/** The log is of the region from here on, and was of no other before. @throws AnotherRegion, BrokenLog, BrokenHistory */
export async function settleRegion(log: EventLog, region: RegionName, now: Instant): Promise<void> {
  const chosen = await regionOf(log);
  if (chosen === null) return choose(log, region, now);
  if (chosen !== region) throw new AnotherRegion(chosen, region);
}

/** `POLICY` names another region than that of the log. */
export class AnotherRegion extends Error {
  override name = 'AnotherRegion';

  constructor(ofLog: RegionName, asked: RegionName) {
    super(`POLICY: ${asked} is not the region of this log, which was begun with ${ofLog}: start with POLICY=${ofLog}`);
  }
}

/** Another process may be first. */
async function choose(log: EventLog, region: RegionName, now: Instant): Promise<void> {
  try {
    await log.append(choosing(log, region, now));
  } catch (error) {
    if (!(error instanceof WrongRevision)) throw error;
    await settleRegion(log, region, now);
  }
}

const stream = streamOf('region', regionId);

function choosing(log: EventLog, region: RegionName, now: Instant): Parameters<EventLog['append']>[0] {
  const { type, data } = regionChosen(region);
  const fact = { type, schemaVersion: regionSchemaVersions[type], occurredAt: now, data, persons: {} };
  return {
    heads: log.beginning(stream),
    parts: [{ caseId: regionId, keyOwner: null, actor: envelopeActor(systemActor), legalGround: null, facts: [fact] }],
    command: {
      ...stampOfProgram(JSON.stringify([regionId, type, data]), uuidV5(regionId, region)),
      recordedAt: now,
      purpose: 'operation',
    },
  };
}
