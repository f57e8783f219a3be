import { applyDecorators } from '@nestjs/common';
import {
  caseNumberPattern,
  FieldFaultCode,
  hsaIdPattern,
  isLine,
  isWords,
  parseCallersDate,
  parseCaseNumber,
  parseCallersInstant,
  parseHsaId,
  parseInstant,
  parseMailAddress,
  parsePhone,
  parseSha256,
  parseVgrId,
  phonePattern,
  sha256Pattern,
  vgrIdPattern,
} from '@sigill/domain';
import { isUuid } from '@sigill/event-log';
import { Transform } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsIn, registerDecorator, ValidateIf } from 'class-validator';

/** The rules for fields of bodies: the words' own (libs/domain/words), hung on fields. Each leaves its fault's code in the
 *  validation error, under its own name, and says of itself as JSON Schema what the API's description tells callers. */

export const limits = { freeText: 4000, name: 200, reference: 100, list: 50 } as const;

/** Text that says something; line breaks are allowed. */
export const IsWords = (limit: number, options: Each = {}) =>
  rule(
    'no-text',
    textOf(limit),
    ofText((text) => isWords(text, limit)),
    options,
  );

/** Words on one line that the form prints as they are. */
export const IsLine = (limit: number) =>
  rule(
    'no-text',
    textOf(limit),
    ofText((text) => isLine(text, limit)),
  );

/** Null and left out are the same. */
export const Optional = () => ValidateIf((_, value) => value !== null && value !== undefined);

/** RFC 3339 with an offset; becomes UTC with milliseconds. */
export const IsInstant = () =>
  applyDecorators(
    parsed(parseInstant),
    rule('no-instant', { type: 'string', format: 'date-time' }, ofText(parseCallersInstant)),
  );

export const IsLegalDate = () => rule('no-date', { type: 'string', format: 'date' }, ofText(parseCallersDate));

export const IsHsaId = () => rule('no-hsa-id', { type: 'string', pattern: hsaIdPattern }, ofText(parseHsaId));

/** A number of a person as written; the program's clock tells whether it is one. */
export const IsNumberText = (options: Each = {}) =>
  rule(
    'no-number',
    { type: 'string', maxLength: 13 },
    ofText((text) => text.length <= 13),
    options,
  );

/** Becomes lower case. */
export const IsId = () =>
  applyDecorators(
    parsed((text) => text.toLowerCase()),
    rule('no-id', { type: 'string', format: 'uuid' }, ofText(isUuid)),
  );

/** Becomes as the program writes it. */
export const IsCaseNumber = () =>
  applyDecorators(
    parsed(parseCaseNumber),
    rule('no-id', { type: 'string', pattern: caseNumberPattern }, ofText(parseCaseNumber)),
  );

export const IsMail = () => rule('no-mail-address', { type: 'string', format: 'email' }, ofText(parseMailAddress));

export const IsPhone = () => rule('no-phone', { type: 'string', pattern: phonePattern }, ofText(parsePhone));

/** Becomes lower case. */
export const IsVgrId = () =>
  applyDecorators(parsed(parseVgrId), rule('no-vgr-id', { type: 'string', pattern: vgrIdPattern }, ofText(parseVgrId)));

export const IsSha256 = () => rule('no-hash', { type: 'string', pattern: sha256Pattern }, ofText(parseSha256));

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

/** A rule for texts: one that says whether, or one that parses and gives null for what is none. */
const ofText =
  (holds: (text: string) => unknown) =>
  (value: unknown): boolean => {
    const found = typeof value === 'string' && holds(value);
    return found !== false && found !== null;
  };

const textOf = (limit: number): JsonSchema => ({ type: 'string', minLength: 1, maxLength: limit });
