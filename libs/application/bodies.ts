import { applyDecorators } from '@nestjs/common';
import {
  FieldFaultCode,
  Instant,
  LegalDate,
  parseHsaId,
  parseInstant,
  parseLegalDate,
  parseMailAddress,
} from '@sigill/domain';
import { isUuid } from '@sigill/event-log';
import { Transform } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsIn, registerDecorator, ValidateIf } from 'class-validator';

/** The rules for fields of bodies (api.md 1, "Limits"). Each leaves its fault's code in the validation error, under its own
 *  name, and says of itself as JSON Schema what the API's description tells callers. */

export const limits = { freeText: 4000, name: 200, reference: 100, list: 50 } as const;

/** Text that says something: NFC, no control characters but line breaks, not blank, at most `limit` characters. */
export const IsWords = (limit: number, options: Each = {}) =>
  rule('no-text', { type: 'string', minLength: 1, maxLength: limit }, (value) => isWords(value, limit), options);

/** Words on one line that the form prints as they are. */
export const IsLine = (limit: number) =>
  rule(
    'no-text',
    { type: 'string', minLength: 1, maxLength: limit },
    (value) => isWords(value, limit) && typeof value === 'string' && isPrintable(value),
  );

/** Latin, Greek and Cyrillic letters, digits and signs: what the form's typefaces have, whole (test/forms/printable.spec.ts). */
export const isPrintable = (text: string): boolean =>
  /^[\u0020-\u007e\u00a0-\u00ac\u00ae-\u02af\u0300-\u034f\u0384-\u038a\u038c\u038e-\u03a1\u03a3-\u0525\u1e00-\u1efb\u2010-\u2027\u2030-\u205e\u20a0-\u20b5]*$/u.test(
    text,
  );

/** Null and left out are the same. */
export const Optional = () => ValidateIf((_, value) => value !== null && value !== undefined);

/** RFC 3339 with an offset; becomes UTC with milliseconds. */
export const IsInstant = () =>
  applyDecorators(
    parsed((text) => parseInstant(text)),
    rule('no-instant', { type: 'string', format: 'date-time' }, (value) => isParsed(value, parseCallersInstant)),
  );

export const IsLegalDate = () =>
  rule('no-date', { type: 'string', format: 'date' }, (value) => isParsed(value, parseCallersDate));

/** A date that has a day before it and a day after it: what a caller names is counted from. */
export function parseCallersDate(text: string): LegalDate | null {
  const date = parseLegalDate(text);
  return date === null || date === '0001-01-01' || date === '9999-12-31' ? null : date;
}

/** Not in the last year that has four digits: deadlines are counted from it. */
function parseCallersInstant(text: string): Instant | null {
  const instant = parseInstant(text);
  return instant === null || instant.startsWith('9999') ? null : instant;
}

export const IsHsaId = () =>
  rule('no-hsa-id', { type: 'string', pattern: '^SE[0-9]{10}-[A-Za-z0-9]{1,18}$' }, (value) =>
    isParsed(value, parseHsaId),
  );

/** A number of a person as written; the program's clock tells whether it is one. */
export const IsNumberText = (options: Each = {}) =>
  rule(
    'no-number',
    { type: 'string', maxLength: 13 },
    (value) => typeof value === 'string' && value.length <= 13,
    options,
  );

/** Becomes lower case. */
export const IsId = () =>
  applyDecorators(
    parsed((text) => text.toLowerCase()),
    rule('no-id', { type: 'string', format: 'uuid' }, (value) => typeof value === 'string' && isUuid(value)),
  );

export const IsMail = () =>
  rule('no-mail-address', { type: 'string', format: 'email' }, (value) => isParsed(value, parseMailAddress));

export const IsPhone = () =>
  rule(
    'no-phone',
    { type: 'string', pattern: '^[0-9 +()-]{3,30}$' },
    (value) => typeof value === 'string' && /^[0-9 +()-]{3,30}$/.test(value) && /\d/.test(value),
  );

export const IsVgrId = () =>
  rule(
    'no-vgr-id',
    { type: 'string', pattern: '^[a-z0-9]{3,8}$' },
    (value) => typeof value === 'string' && /^[a-z0-9]{3,8}$/.test(value),
  );

export const IsSha256 = () =>
  rule(
    'no-hash',
    { type: 'string', pattern: '^[0-9a-f]{64}$' },
    (value) => typeof value === 'string' && /^[0-9a-f]{64}$/.test(value),
  );

export const IsTrueOrFalse = () => rule('wrong-type', { type: 'boolean' }, (value) => typeof value === 'boolean');

export const IsPositive = () =>
  rule(
    'wrong-type',
    { type: 'integer', minimum: 1 },
    (value) => typeof value === 'number' && Number.isInteger(value) && value > 0,
  );

/** How many items a page has, 1-200. */
export const IsLimit = () =>
  rule(
    'wrong-type',
    { type: 'integer', minimum: 1, maximum: 200 },
    (value) => typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 200,
  );

/** A field that is known and cannot be used yet. */
export const NotYet = () => rule('not-supported-yet', { type: 'null' }, () => false);

/** @param members what the values look like, where the names are free */
export const IsRecord = (members: JsonSchema = {}) =>
  rule(
    'wrong-type',
    { type: 'object', ...members },
    (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  );

export const IsOneOf = (options: readonly string[]) =>
  IsIn([...options], { context: { code: 'not-an-option' satisfies FieldFaultCode } });

export const IsList = (limit: number = limits.list) =>
  applyDecorators(
    IsArray({ context: { code: 'wrong-type' satisfies FieldFaultCode } }),
    ArrayMaxSize(limit, { context: { code: 'wrong-count' satisfies FieldFaultCode } }),
  );

/** `each`: the rule is for every member of a list. */
interface Each {
  readonly each?: boolean;
}

/** Of one value; what else it must be is judged by the rule itself. */
export type JsonSchema = Readonly<Record<string, unknown>>;

function rule(
  code: FieldFaultCode,
  schema: JsonSchema,
  holds: (value: unknown) => boolean,
  options: Each = {},
): PropertyDecorator {
  return (target, propertyName) => {
    registerDecorator({
      name: code,
      target: target.constructor,
      propertyName: String(propertyName),
      options: { ...options, context: { code, schema } },
      validator: { validate: holds },
    });
  };
}

/** What cannot be parsed is left as it is, for the rule beside it to refuse. */
const parsed = (parse: (text: string) => string | null): PropertyDecorator =>
  Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? (parse(value) ?? value) : value));

const isParsed = (value: unknown, parse: (text: string) => unknown): boolean =>
  typeof value === 'string' && parse(value) !== null;

function isWords(value: unknown, limit: number): boolean {
  if (typeof value !== 'string' || value.length > limit || value.trim() === '') return false;
  return value === value.normalize('NFC') && !/[\p{Cc}\p{Cs}\u2028\u2029]/u.test(value.replaceAll('\n', ''));
}
