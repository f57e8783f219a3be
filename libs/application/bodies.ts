import { applyDecorators } from '@nestjs/common';
import {
  caseNumberPattern,
  FieldFaultCode,
  hsaIdPattern,
  isLine,
  isWithin,
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
import { ValidateIf } from 'class-validator/cjs/decorator/common/ValidateIf';
import { registerDecorator } from 'class-validator/cjs/register-decorator';

/** The rules for fields of bodies: the words' own (libs/domain/words), hung on fields. Each tells the code of what is wrong
 *  with a value, and says of itself as JSON Schema what the API's description tells callers. */

export const limits = { freeText: 4000, name: 200, reference: 100, list: 50 } as const;

/** Text that says something; line breaks are allowed. */
export const IsWords = (limit: number, options: Each = {}) => rule('words', textOf(limit, isWords), options);

/** Words on one line that the form prints as they are. */
export const IsLine = (limit: number) => rule('line', textOf(limit, isLine));

/** Null and left out are the same. */
export const Optional = () => ValidateIf((_, value) => value !== null && value !== undefined);

/** RFC 3339 with an offset; becomes UTC with milliseconds. */
export const IsInstant = () =>
  applyDecorators(
    parsed(parseInstant),
    rule('instant', word('no-instant', { format: 'date-time' }, parseCallersInstant)),
  );

export const IsLegalDate = () => rule('date', word('no-date', { format: 'date' }, parseCallersDate));

export const IsHsaId = () => rule('hsa-id', word('no-hsa-id', { pattern: hsaIdPattern }, parseHsaId));

/** A number of a person as written; the program's clock tells whether it is one. */
export const IsNumberText = (options: Each = {}) =>
  rule(
    'number',
    word('no-number', { maxLength: 13 }, (text) => (text.length <= 13 ? text : null)),
    options,
  );

/** Becomes lower case. */
export const IsId = (options: Each = {}) =>
  applyDecorators(
    parsed((text) => text.toLowerCase()),
    rule(
      'id',
      word('no-id', { format: 'uuid' }, (text) => (isUuid(text) ? text : null)),
      options,
    ),
  );

/** A number of a person as written, or the id of one. */
export const IsNumberOrId = () =>
  rule(
    'number-or-id',
    word('no-number', { maxLength: 36 }, (text) => (text.length <= 13 || isUuid(text.toLowerCase()) ? text : null)),
  );

/** Becomes as the program writes it. */
export const IsCaseNumber = () =>
  applyDecorators(
    parsed(parseCaseNumber),
    rule('case-number', word('no-id', { pattern: caseNumberPattern }, parseCaseNumber)),
  );

export const IsMail = () => rule('mail', word('no-mail-address', { format: 'email' }, parseMailAddress));

export const IsPhone = () => rule('phone', word('no-phone', { pattern: phonePattern }, parsePhone));

/** Becomes lower case. */
export const IsVgrId = () =>
  applyDecorators(parsed(parseVgrId), rule('vgr-id', word('no-vgr-id', { pattern: vgrIdPattern }, parseVgrId)));

export const IsSha256 = () => rule('hash', word('no-hash', { pattern: sha256Pattern }, parseSha256));

export const IsTrueOrFalse = () =>
  rule('flag', { schema: { type: 'boolean' }, fault: (value) => (typeof value === 'boolean' ? null : 'wrong-type') });

export const IsPositive = () => rule('positive', wholeNumber(1));

/** How many items a page has, 1-200. */
export const IsLimit = () => rule('limit', wholeNumber(1, 200));

/** @param members what the values look like, where the names are free */
export const IsRecord = (members: JsonSchema = {}) => rule('record', recordOf(members));

export const IsOneOf = (options: readonly string[]) =>
  rule('option', {
    schema: { type: 'string', enum: options },
    fault: (value) => (typeof value !== 'string' ? 'wrong-type' : options.includes(value) ? null : 'not-an-option'),
  });

/** How many members it may have is said by `least` and `limit`; what they are by the rules beside it. */
export const IsList = (limit: number = limits.list, least = 0) =>
  rule('list', {
    schema: { type: 'array', ...(least === 0 ? {} : { minItems: least }), maxItems: limit },
    fault: (value) => {
      if (!Array.isArray(value)) return 'wrong-type';
      return value.length < least || value.length > limit ? 'wrong-count' : null;
    },
  });

/** A list of records; of which class is said beside it. */
export const IsListOfRecords = (limit: number = limits.list, least = 0) =>
  applyDecorators(IsList(limit, least), rule('records', recordOf({}), { each: true }));

/** `each`: the rule is for every member of a list. */
interface Each {
  readonly each?: boolean;
}

/** Of one value; what else it must be is judged by the rule itself. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** What is wrong with a value, or null; and what it looks like. */
export interface FieldRule {
  readonly schema: JsonSchema;
  fault(value: unknown): FieldFaultCode | null;
}

/** What a rule leaves in a validation error. */
export type RuleContext = FieldRule & Each;

function rule(name: string, of: FieldRule, options: Each = {}): PropertyDecorator {
  const context: RuleContext = { ...of, ...options };
  return (target, propertyName) => {
    registerDecorator({
      name,
      target: target.constructor,
      propertyName: String(propertyName),
      /** class-validator drops the context of a rule whose message is empty. */
      options: { ...options, context, message: name },
      validator: { validate: (value: unknown) => of.fault(value) === null },
    });
  };
}

/** What cannot be parsed is left as it is, for the rule beside it to refuse. Of a list, each member is parsed. */
function parsed(parse: (text: string) => string | null): PropertyDecorator {
  const one = (value: unknown): unknown => (typeof value === 'string' ? (parse(value) ?? value) : value);
  return Transform(({ value }: { value: unknown }) => (Array.isArray(value) ? value.map(one) : one(value)));
}

/** A rule for words of one kind. @param parse gives null for what is none */
const word = (code: FieldFaultCode, schema: JsonSchema, parse: (text: string) => string | null): FieldRule => ({
  schema: { type: 'string', ...schema },
  fault: (value) => {
    if (typeof value !== 'string') return 'wrong-type';
    return parse(value) === null ? code : null;
  },
});

const textOf = (limit: number, holds: (text: string, limit: number) => boolean): FieldRule => ({
  schema: { type: 'string', minLength: 1, maxLength: limit },
  fault: (value) => {
    if (typeof value !== 'string') return 'wrong-type';
    if (!isWithin(value, limit)) return 'too-long';
    return holds(value, limit) ? null : 'no-text';
  },
});

const wholeNumber = (minimum: number, maximum?: number): FieldRule => ({
  schema: { type: 'integer', minimum, ...(maximum === undefined ? {} : { maximum }) },
  fault: (value) => {
    if (typeof value !== 'number' || !Number.isSafeInteger(value)) return 'wrong-type';
    return value < minimum || value > (maximum ?? value) ? 'not-an-option' : null;
  },
});

const recordOf = (members: JsonSchema): FieldRule => ({
  schema: { type: 'object', ...members },
  fault: (value) => (typeof value === 'object' && value !== null && !Array.isArray(value) ? null : 'wrong-type'),
});
