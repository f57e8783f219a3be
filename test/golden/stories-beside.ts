import { CommandRefused, Identity, Instant, RegisterAnswered, SweepEvent } from '@sigill/domain';
import { child, clinician, date, father, hsaId, instant, mother, registerOf, requestId } from '../support/domain/people';

/** What the program writes today beside requests and effects: of the register, of the nights' sweeps, of what was refused. */

const minute = (minutes: number): Instant => instant(`2026-11-23T12:${String(minutes).padStart(2, '0')}:00.000Z`);
const unit = hsaId('E000000990001');

const answered = (hour: number, changes: Partial<RegisterAnswered['data']>, named: readonly Identity[]): RegisterAnswered => {
  const at = instant(`2026-11-23T${String(hour).padStart(2, '0')}:00:00.000Z`);
  return {
    type: 'RegisterAnswered',
    data: { ...registerOf(child.id), at, found: true, ...changes },
    occurredAt: at,
    persons: named,
  };
};

export const registerStory: readonly RegisterAnswered[] = [
  answered(8, {}, [child, mother, father]),
  answered(9, { guardians: [{ id: mother.id, protection: 'secrecy-marking', deceasedOn: date('2026-11-20') }] }, []),
  answered(10, { found: false, guardians: [{ id: mother.id, protection: 'none', deceasedOn: null }] }, []),
];

const night = date('2026-11-24');
export const sweepStory: readonly SweepEvent[] = [
  { type: 'SweepAdvanced', data: { night, upTo: child.id, persons: 500, changed: 1 } },
  { type: 'SweepFinished', data: { night, upTo: father.id, persons: 612, changed: 2 } },
];

/** By one who may read the case, and by one who has no role. */
export const refusedStories: Readonly<Record<string, readonly CommandRefused[]>> = {
  'refused-command': [
    {
      type: 'CommandRefused',
      data: {
        by: { hsaId: clinician.hsaId, name: clinician.name, role: 'staff', unit },
        at: minute(7),
        action: 'decision',
        code: 'no-mandate',
        procedure: 'block',
        request: requestId(1),
        patient: child.id,
        unit,
      },
    },
  ],
  'refused-opening': [
    {
      type: 'CommandRefused',
      data: {
        by: { hsaId: clinician.hsaId, name: clinician.name, role: null, unit: null },
        at: minute(8),
        action: 'urgent-opening',
        code: 'not-authorized',
        procedure: null,
        request: null,
        patient: null,
        unit: null,
      },
    },
  ],
};
