import { ApiDocument } from '../../../apps/api/openapi/document-types';
import { Problem } from '../../support/contract';
import { RunningProgram, startProgram } from '../../support/program';
import { Stillness } from '../../support/unchanged';
import { longText } from './field-kinds';
import { bodies } from './field-table';
import type { BodyOfRoute } from './field-kinds';

let program: RunningProgram;
let stillness: Stillness;
beforeAll(async () => {
  program = await startProgram({ clockStart: '2026-11-20T08:00:00Z' });
  stillness = await Stillness.begin(program);
});

/** What is said of a body: pointers and codes. */
async function said({ route, by }: BodyOfRoute, body: unknown): Promise<readonly (readonly [string, string])[]> {
  const answer = await program.as(by).post<Problem>(route, body);
  const faults = (answer.body.errors ?? []).map(({ pointer, code }) => [pointer, code] as const);
  return answer.status === 400 && answer.body.code === 'invalid-body' ? faults : [['', String(answer.status)]];
}

/** The body with another value at a pointer; undefined leaves the field out. */
function withField(body: unknown, pointer: string, value: unknown): unknown {
  const copy = structuredClone(body) as Record<string, unknown>;
  const names = pointer.slice(1).split('/');
  const last = names.pop() ?? '';
  const holder = names.reduce((at, name) => at[name] as Record<string, unknown>, copy);
  holder[last] = value;
  return JSON.parse(JSON.stringify(copy));
}

const rows = Object.entries(bodies).flatMap(([name, route]) =>
  Object.entries(route.fields).map(([field, wrong]) => ({
    name,
    pointer: field.replace('!', ''),
    required: field.endsWith('!'),
    route,
    wrong,
  })),
);

describe('a field that cannot be used', () => {
  it.each(rows)('is named with what is wrong with it: $name $pointer', async ({ pointer, route, wrong }) => {
    const told: (readonly [unknown, readonly (readonly [string, string])[]])[] = [];
    for (const [value] of wrong) told.push([value, await said(route, withField(route.body, pointer, value))]);
    expect(told).toEqual(wrong.map(([value, code]) => [value, [[pointer, code]]]));
  });

  it.each(rows.filter(({ required }) => required))('is missing: $name $pointer', async ({ pointer, route }) => {
    for (const value of [undefined, null])
      expect(await said(route, withField(route.body, pointer, value))).toEqual([[pointer, 'missing']]);
  });

  it.each(Object.entries(bodies).filter(([, { body }]) => !('step' in body && body['step'] === 'decision')))(
    'is unknown: %s',
    async (_, route) => {
      expect(await said(route, { ...route.body, extra: 1 })).toEqual([['/extra', 'unknown-field']]);
    },
  );

  it('is looked for in every body that the description knows', async () => {
    const { body: document } = await program.anyone.get<ApiDocument>('/openapi.json');
    const top = Object.entries(document.components.schemas).flatMap(([name, { properties }]) =>
      name.endsWith('Body') && name in bodies
        ? Object.keys(properties as object).map((field) => `${name} /${field}`)
        : [],
    );
    const known = [...rows.map(({ name, pointer }) => `${name} ${pointer}`), ...inTheBody, ...atTheDecisionRecord];
    expect(top.filter((one) => !known.includes(one))).toEqual([]);
    const taken = Object.values(document.paths).flatMap(({ post }) => {
      const schema = post?.requestBody?.content['application/json']?.schema as {
        $ref?: string;
        oneOf?: { $ref: string }[];
      };
      return (schema?.oneOf ?? (schema === undefined ? [] : [schema])).map(({ $ref = '' }) => $ref.split('/').at(-1));
    });
    expect(taken.filter((name) => !(String(name) in bodies))).toEqual([]);
  });

  /** The step says which body it is. */
  const inTheBody = ['Execution', 'Documentation', 'Consultation'].map((step) => `${step}CorrectionBody /step`);
  const atTheDecisionRecord = ['DecisionRecordBody /method'];
});

describe('a text', () => {
  it('is counted in code points: 2,001 are 2,001 and 4,000 are not too many', async () => {
    const { route, by } = bodies['WithdrawalBody'] as BodyOfRoute;
    for (const reason of [longText(2001), longText(4000)]) {
      const answer = await program.as(by).post<Problem>(route, { reason });
      expect([answer.status, answer.body.code]).toEqual([404, 'not-found']);
    }
  });
});

describe('all that was refused', () => {
  it('has left nothing behind', () => stillness.hold());
});
