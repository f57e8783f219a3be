import { RuleContext } from '@sigill/application';
import { getMetadataStorage } from 'class-validator/cjs/metadata/MetadataStorage';
import { defaultMetadataStorage } from 'class-transformer/cjs/storage';
import { BodyClass } from '../http/body.pipe';
import { bodyNotes } from './body-notes';
import { JsonSchema, list, orNull, ref } from './schema';

type Rule = ReturnType<ReturnType<typeof getMetadataStorage>['getTargetValidationMetadatas']>[number];

/** The schema of a body's class and of every class inside it, by their names, from the rules that judge them. */
export function bodySchemas(bodyClass: BodyClass): Readonly<Record<string, JsonSchema>> {
  const storage = getMetadataStorage();
  const rules = storage.groupByPropertyName(storage.getTargetValidationMetadatas(bodyClass, '', false, false));
  const members = Object.entries(rules).map(([name, ofMember]) => memberOf(bodyClass, name, ofMember));
  const inner = members.flatMap(({ classes }) => classes.map(bodySchemas));
  return {
    [bodyClass.name]: {
      type: 'object',
      properties: Object.fromEntries(members.map(({ name, schema }) => [name, schema])),
      required: members.filter(({ optional }) => !optional).map(({ name }) => name),
      additionalProperties: false,
    },
    ...Object.fromEntries(inner.flatMap((schemas) => Object.entries(schemas))),
  };
}

interface Member {
  readonly name: string;
  readonly schema: JsonSchema;
  readonly optional: boolean;
  /** Of what is inside it. */
  readonly classes: readonly BodyClass[];
}

function memberOf(bodyClass: BodyClass, name: string, rules: readonly Rule[]): Member {
  const optional = rules.some(({ type }) => type === 'conditionalValidation');
  const classes = rules.some(({ type }) => type === 'nestedValidation') ? classesOf(bodyClass, name) : [];
  const value = classes.length > 0 ? oneOfClasses(classes) : valueOf(rules);
  const schema = rules.some(isList) ? listOf(value, rules) : value;
  const note = bodyNotes[bodyClass.name]?.[name];
  return {
    name,
    schema: { ...(optional ? orNull(schema) : schema), ...(note === undefined ? {} : { description: note }) },
    optional,
    classes,
  };
}

function classesOf(bodyClass: BodyClass, name: string): readonly BodyClass[] {
  const type = defaultMetadataStorage.findTypeMetadata(bodyClass, name);
  if (type === undefined) throw new Error(`nothing says of which class ${bodyClass.name}.${name} is`);
  return [type.typeFunction(), ...(type.options?.discriminator?.subTypes ?? []).map(({ value }) => value)];
}

function oneOfClasses(classes: readonly BodyClass[]): JsonSchema {
  const [only, ...others] = classes.map(({ name }) => ref(name));
  return only !== undefined && others.length === 0 ? only : { oneOf: classes.map(({ name }) => ref(name)) };
}

/** What the rules say of a value, or of each in a list. */
const valueOf = (rules: readonly Rule[]): JsonSchema =>
  Object.assign({}, ...rules.filter((rule) => !isList(rule)).map(schemaOf)) as JsonSchema;

const listOf = (items: JsonSchema, rules: readonly Rule[]): JsonSchema =>
  Object.assign({ ...list(items) }, ...rules.filter(isList).map(schemaOf)) as JsonSchema;

const isList = (rule: Rule): boolean => schemaOf(rule)['type'] === 'array';

const schemaOf = ({ context }: Rule): JsonSchema => (context as RuleContext | undefined)?.schema ?? {};
