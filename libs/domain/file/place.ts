import { BrokenHistory } from '../request/refusal';
import { PersonId } from '../terms';

/** Says in which patient's file a request stands, before the file says so. Names nobody.
 *  STORAGE FORMAT: change a name or a shape only together with ../streams and test/golden. */
export interface RequestPlaced {
  readonly type: 'RequestPlaced';
  readonly data: { readonly file: PersonId };
}

export const placeSchemaVersions = { RequestPlaced: 1 } as const satisfies Record<RequestPlaced['type'], number>;

/** The file that the request stands in. @throws BrokenHistory: it is placed twice */
export function evolvePlace(place: PersonId | null, event: RequestPlaced): PersonId {
  if (place !== null) throw new BrokenHistory('a request is placed twice');
  return event.data.file;
}
