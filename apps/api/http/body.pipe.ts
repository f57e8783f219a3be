import { PipeTransform } from '@nestjs/common';
import { FieldFault, FieldFaultCode, Refusal } from '@sigill/domain';
import { plainToInstance } from 'class-transformer';
import { validateSync, ValidationError } from 'class-validator';
import { UnusableBody } from './json-body';

export type BodyClass = new () => object;

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
    const instance = plainToInstance(this.classOf(body), body);
    const errors = validateSync(instance, { whitelist: true, forbidNonWhitelisted: true, forbidUnknownValues: true });
    if (errors.length > 0)
      throw new Refusal('invalid-body', { faults: errors.flatMap((error) => faultsOf(error, '')) });
    return plain(instance);
  }
}

/** The validated body is the command's data and goes into events: objects of no class. */
function plain(value: object): object {
  if (Array.isArray(value)) return value.map(plainMember);
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, plainMember(member)]));
}

const plainMember = (member: unknown): unknown =>
  typeof member === 'object' && member !== null ? plain(member) : member;

function faultsOf(error: ValidationError, parent: string): readonly FieldFault[] {
  const pointer = `${parent}/${error.property.replaceAll('~', '~0').replaceAll('/', '~1')}`;
  const inner = (error.children ?? []).flatMap((child) => faultsOf(child, pointer));
  return isSound(error) && inner.length > 0 ? inner : [{ pointer, code: codeOf(error) }];
}

/** The field itself is of the right kind; what is wrong lies inside it. */
const isSound = ({ constraints }: ValidationError): boolean =>
  Object.keys(constraints ?? {}).every((name) => name === 'nestedValidation');

function codeOf(error: ValidationError): FieldFaultCode {
  const broken = Object.keys(error.constraints ?? {});
  if (broken.includes('whitelistValidation')) return 'unknown-field';
  if (error.value === undefined || error.value === null) return 'missing';
  const contexts: Readonly<Record<string, { readonly code: FieldFaultCode } | undefined>> = error.contexts ?? {};
  return broken.map((name) => contexts[name]?.code).find((code) => code !== undefined) ?? 'wrong-type';
}
