import { Moment } from '@sigill/application';
import { HsaId, Instant, LegalDate, parseCallersDate, parseHsaId, parseInstant, PersonId } from '@sigill/domain';
import { isUuid } from '@sigill/event-log';
import { InvalidQuery } from '../http/errors';

/** As the address has them: text, or a list where a parameter is repeated. */
export type QueryParameters = Readonly<Record<string, string | readonly string[] | undefined>>;

/** `?revision=n` or `?at=<instant>`; neither is now. @throws InvalidQuery */
export function momentOf(query: QueryParameters): Moment {
  const { revision, at } = query;
  if (revision !== undefined && at !== undefined) throw new InvalidQuery('at');
  if (revision !== undefined) {
    if (typeof revision !== 'string' || !/^[0-9]{1,9}$/.test(revision)) throw new InvalidQuery('revision');
    return { at: 'revision', revision: Number(revision) };
  }
  const instant = instantParameter(query, 'at');
  return instant === null ? { at: 'now' } : { at: 'instant', instant };
}

/** @throws InvalidQuery at one that was sent where it means nothing */
export function refuseParameters(query: QueryParameters, names: readonly string[]): void {
  const sent = names.find((name) => query[name] !== undefined);
  if (sent !== undefined) throw new InvalidQuery(sent);
}

export function dateParameter(query: QueryParameters, name: string): LegalDate | null {
  const value = query[name];
  if (value === undefined) return null;
  const date = typeof value === 'string' ? parseCallersDate(value) : null;
  if (date === null) throw new InvalidQuery(name);
  return date;
}

export function instantParameter(query: QueryParameters, name: string): Instant | null {
  const value = query[name];
  if (value === undefined) return null;
  const instant = typeof value === 'string' ? parseInstant(value) : null;
  if (instant === null) throw new InvalidQuery(name);
  return instant;
}

export function unitParameter(query: QueryParameters, name: string): HsaId | null {
  const value = query[name];
  if (value === undefined) return null;
  const unit = typeof value === 'string' ? parseHsaId(value) : null;
  if (unit === null) throw new InvalidQuery(name);
  return unit;
}

export function oneOf<Option extends string>(
  query: QueryParameters,
  name: string,
  options: readonly Option[],
  fallback: Option,
): Option {
  const value = query[name];
  if (value === undefined) return fallback;
  const option = options.find((one) => one === value);
  if (option === undefined) throw new InvalidQuery(name);
  return option;
}

/** A repeatable parameter of person ids. */
export function personsParameter(query: QueryParameters, name: string): readonly PersonId[] {
  const value = query[name] ?? [];
  const values = typeof value === 'string' ? [value] : value;
  if (!values.every((one) => isUuid(one.toLowerCase()))) throw new InvalidQuery(name);
  return values.map((one) => one.toLowerCase() as PersonId);
}

/** The place of the page before's last row, as the question that made it reads it; null where none was sent. */
export function cursorParameter<Place>(query: QueryParameters, read: (cursor: string) => Place | null): Place | null {
  const value = query['cursor'];
  if (value === undefined) return null;
  const place = typeof value === 'string' ? read(value) : null;
  if (place === null) throw new InvalidQuery('cursor', 'not-an-option');
  return place;
}

/** 1-200. */
export function limitParameter(query: QueryParameters, fallback: number): number {
  const value = query['limit'];
  if (value === undefined) return fallback;
  const limit = typeof value === 'string' && /^[0-9]{1,3}$/.test(value) ? Number(value) : 0;
  if (limit < 1 || limit > 200) throw new InvalidQuery('limit');
  return limit;
}
