import { BrokenHistory } from '../request/refusal';
import { PersonId } from '../terms';

/** Says in which patient's file a request stands, before the file says so. Names nobody.
 *  STORAGE FORMAT: change a name or a shape only together with ../streams and test/golden. */
export interface RequestPlaced {
  readonly type: 'RequestPlaced';
  readonly data: { readonly file: PersonId };
}

export const placeSchemaVersions = { RequestPlaced: 1 } as const satisfies Record<RequestPlaced['type'], number>;

export const requestPlaced = (file: PersonId): RequestPlaced => ({ type: 'RequestPlaced', data: { file } });

/** What the log holds is what was written there: type and version were checked by the log's upcaster. */
export const requestPlacedOf = ({ data }: { readonly data: object }): RequestPlaced =>
  requestPlaced((data as RequestPlaced['data']).file);

/** The file that the request stands in; null before it is placed. @throws BrokenHistory: it is placed twice */
export function placeAfter(place: PersonId | null, events: readonly RequestPlaced[]): PersonId | null {
  const [first, ...more] = events;
  if (first === undefined) return place;
  if (place !== null || more.length > 0) throw new BrokenHistory('a request is placed twice');
  return first.data.file;
}
