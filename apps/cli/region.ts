import { regionOf } from '@sigill/application/plain';
import { Region, regionNamed } from '@sigill/domain';
import { EventLog } from '@sigill/event-log';

/** By whose rules the log is looked at. One that says no region, or says it so that it cannot be read (which is named when its
 *  streams are judged), is taken for one of VGR's: so were all before the region was written down. */
export async function regionOfFolder(log: EventLog): Promise<Region> {
  try {
    return regionNamed((await regionOf(log)) ?? 'vgr');
  } catch {
    return regionNamed('vgr');
  }
}
