import { applyDecorators } from '@nestjs/common';
import { FieldFaultCode, parseHsaId, parseInstant, parseLegalDate, parseMailAddress } from '@sigill/domain';
import { Transform } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsIn, registerDecorator, ValidateIf } from 'class-validator';

/** The rules for fields of bodies (api.md 1, "Limits"). Each leaves its fault's code in the validation error, under its own name. */

export const limits = { freeText: 4000, name: 200, reference: 100, list: 50 } as const;

/** Text that says something: NFC, no control characters but line breaks, not blank, at most `limit` characters. */
export const IsWords = (limit: number, options: Each = {}) =>
  rule('no-text', (value) => isWords(value, limit), options);

/** Null and left out are the same. */
export const Optional = () => ValidateIf((_, value) => value !== null && value !== undefined);

/** RFC 3339 with an offset; becomes UTC with milliseconds. */
export const IsInstant = () =>
  applyDecorators(
    parsed((text) => parseInstant(text)),
    rule('no-instant', (value) => isParsed(value, parseInstant)),
  );

export const IsLegalDate = () => rule('no-date', (value) => isParsed(value, parseLegalDate));

export const IsHsaId = () => rule('no-hsa-id', (value) => isParsed(value, parseHsaId));

/** A number of a person as written; the program's clock tells whether it is one. */
export const IsNumberText = (options: Each = {}) =>
  rule('no-number', (value) => typeof value === 'string' && value.length <= 13, options);

/** Becomes lower case. */
export const IsId = () =>
  applyDecorators(
    parsed((text) => text.toLowerCase()),
    rule('no-id', (value) => typeof value === 'string' && /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value)),
  );

export const IsMail = () => rule('no-mail-address', (value) => isParsed(value, parseMailAddress));

export const IsPhone = () =>
  rule('no-phone', (value) => typeof value === 'string' && /^[0-9 +()-]{3,30}$/.test(value) && /\d/.test(value));

export const IsVgrId = () => rule('no-vgr-id', (value) => typeof value === 'string' && /^[a-z0-9]{3,8}$/.test(value));

export const IsSha256 = () => rule('no-hash', (value) => typeof value === 'string' && /^[0-9a-f]{64}$/.test(value));

export const IsTrueOrFalse = () => rule('wrong-type', (value) => typeof value === 'boolean');

export const IsPositive = () =>
  rule('wrong-type', (value) => typeof value === 'number' && Number.isInteger(value) && value > 0);

/** How many items a page has, 1-200. */
export const IsLimit = () =>
  rule('wrong-type', (value) => typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 200);

/** A field that is known and cannot be used yet. */
export const NotYet = () => rule('not-supported-yet', () => false);

export const IsRecord = () =>
  rule('wrong-type', (value) => typeof value === 'object' && value !== null && !Array.isArray(value));

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

function rule(code: FieldFaultCode, holds: (value: unknown) => boolean, options: Each = {}): PropertyDecorator {
  return (target, propertyName) => {
    registerDecorator({
      name: code,
      target: target.constructor,
      propertyName: String(propertyName),
      options: { ...options, context: { code } },
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
