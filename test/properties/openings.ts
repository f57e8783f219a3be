import { OpeningContext, OpenRequest, PersonId, Procedure, RefusalCode, Subject, Track } from '@sigill/domain';
import { openingOf } from '../support/domain/journey';
import { mother } from '../support/domain/people';

/** What is asked when a case is opened. `refused`: the code that must come of it, whatever else there is; null = as the facts are. */
export interface Opening {
  readonly track: Track;
  readonly asked: Partial<OpenRequest>;
  readonly world: Partial<Pick<OpeningContext, 'actorPerson' | 'facts'>>;
  readonly refused: RefusalCode | null;
}

export const plainOpening = (track: Track, asked: Partial<OpenRequest> = {}): Opening => ({
  track,
  asked,
  world: {},
  refused: null,
});

/** Of somebody whom the register does not know. */
export const openingForNobody = (track: Track): Opening => ({
  track,
  asked: { patient: { found: 'nobody' } },
  world: { facts: null },
  refused: 'unknown-person',
});

/** Something that nobody may open like this. */
export function strangeOpening(procedure: Procedure, track: Track, patient: PersonId, twist: number): Opening {
  const plain = plainOpening(track);
  switch (twist % 5) {
    case 0:
      return { ...plain, track: 'urgent', refused: procedure.urgent ? null : 'urgent-not-allowed' };
    case 1:
      return { ...plain, asked: naming(procedure, 'other-number-type'), refused: 'person-number-type' };
    case 2:
      return openingForNobody(track);
    case 3:
      return { ...plain, world: { actorPerson: twist % 2 === 0 ? mother.id : patient }, refused: 'party-to-case' };
    default:
      return { ...plain, asked: naming(procedure, 'nobody'), refused: 'unknown-person' };
  }
}

/** In the place of a guardian, where one is named. */
function naming(procedure: Procedure, as: Exclude<Subject['found'], 'person'>): Partial<OpenRequest> {
  const guardians = openingOf(procedure).guardians ?? [];
  return guardians.length > 0 ? { guardians: [{ found: as }] } : { patient: { found: as } };
}
