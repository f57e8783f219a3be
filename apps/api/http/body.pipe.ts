import { PipeTransform } from '@nestjs/common';
import { RuleContext } from '@sigill/application';
import { FieldFault, Refusal } from '@sigill/domain';
import { plainToInstance } from 'class-transformer';
import { defaultMetadataStorage } from 'class-transformer/cjs/storage';
import type { ValidationError } from 'class-validator';
import { Validator } from 'class-validator/cjs/validation/Validator';
import { UnusableBody } from './json-body';

export type BodyClass = new () => object;

const validator = new Validator();
const judging = { whitelist: true, forbidNonWhitelisted: true, forbidUnknownValues: true };

/** Judges a body by the rules of its class; what is not in the class is refused too. */
export class BodyPipe implements PipeTransform<unknown, object> {
  private constructor(
    private readonly classOf: (body: unknown) => BodyClass,
    /** Those that a body can be of. */
    readonly classes: readonly BodyClass[],
  ) {}

  static of(bodyClass: BodyClass): BodyPipe {
    return new BodyPipe(() => bodyClass, [bodyClass]);
  }

  /** Where the body itself says which of the classes it is of. */
  static by(classOf: (body: unknown) => BodyClass, classes: readonly BodyClass[]): BodyPipe {
    return new BodyPipe(classOf, classes);
  }

  transform(body: unknown): object {
    if (body instanceof UnusableBody) throw new Refusal('invalid-body', { faults: [body.fault] });
    if (typeof body !== 'object' || body === null || Array.isArray(body)) {
      throw new Refusal('invalid-body', { faults: [{ pointer: '', code: 'wrong-type' }] });
    }
    const bodyClass = this.classOf(body);
    const instance = plainToInstance(bodyClass, withoutMembers(bodyClass, body));
    const errors = validator.validateSync(instance, judging);
    if (errors.length > 0)
      throw new Refusal('invalid-body', { faults: errors.flatMap((error) => faultsOf(error, '')) });
    return plain(instance);
  }
}

/** Where a record of several kinds is due, what stands in a list is not looked at: the kind would be sought in each member, also in
 *  one that is null. The list itself is refused. */
const withoutMembers = (bodyClass: BodyClass, body: object): object =>
  Object.fromEntries(
    Object.entries(body).map(([name, value]) => [
      name,
      Array.isArray(value) && isOfKinds(bodyClass, name) ? [] : value,
    ]),
  );

const isOfKinds = (bodyClass: BodyClass, name: string): boolean =>
  defaultMetadataStorage.findTypeMetadata(bodyClass, name)?.options?.discriminator !== undefined;

/** The validated body is the command's data and goes into events: objects of no class. */
function plain(value: object): object {
  if (Array.isArray(value)) return value.map(plainMember);
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, plainMember(member)]));
}

const plainMember = (member: unknown): unknown =>
  typeof member === 'object' && member !== null ? plain(member) : member;

function faultsOf(error: ValidationError, parent: string): readonly FieldFault[] {
  const pointer = `${parent}/${error.property.replaceAll('~', '~0').replaceAll('/', '~1')}`;
  const constraints = Object.keys(error.constraints ?? {});
  if (constraints.includes('whitelistValidation')) return [{ pointer, code: 'unknown-field' }];
  const rules = rulesIn(error);
  if (rules.length > 0 && (error.value === undefined || error.value === null)) return [{ pointer, code: 'missing' }];
  const [whole] = rules.flatMap((rule) => (rule.each === true ? [] : faultAt(rule, error.value, pointer)));
  if (whole !== undefined) return [whole];
  const members = rules.flatMap((rule) => (rule.each === true ? faultsOfMembers(rule, error.value, pointer) : []));
  const inner = (error.children ?? []).flatMap((child) => faultsOf(child, pointer));
  const faults = [...members, ...inner.filter((one) => !members.some((other) => holds(other.pointer, one.pointer)))];
  return faults.length === 0 && constraints.length > 0 ? [{ pointer, code: 'wrong-type' }] : faults;
}

const rulesIn = ({ contexts = {} }: ValidationError): readonly RuleContext[] => Object.values(contexts);

const faultsOfMembers = (rule: RuleContext, list: unknown, pointer: string): readonly FieldFault[] =>
  Array.isArray(list) ? list.flatMap((member, index) => faultAt(rule, member, `${pointer}/${String(index)}`)) : [];

function faultAt(rule: RuleContext, value: unknown, pointer: string): readonly FieldFault[] {
  const code = rule.fault(value);
  return code === null ? [] : [{ pointer, code }];
}

/** What is wrong as a whole is not judged inside. */
const holds = (outer: string, inner: string): boolean => inner === outer || inner.startsWith(`${outer}/`);
