import 'reflect-metadata';
import { createConfig, lintFromString } from '@redocly/openapi-core';
import { controllers, developmentControllers } from '../../apps/api/openapi/described-controllers';
import { documentOf } from '../../apps/api/openapi/document';

const document = documentOf([...controllers, ...developmentControllers]);

/** What the rules that Redocly recommends say of a document, warnings as errors. Nothing is sent anywhere. */
async function complaints(source: object): Promise<readonly string[]> {
  const config = await createConfig({ extends: ['recommended-strict'] });
  const problems = await lintFromString({ source: JSON.stringify(source), absoluteRef: 'openapi.json', config });
  return problems.map(({ ruleId, message, location }) => `${ruleId}: ${message} (${location[0]?.pointer ?? ''})`);
}

describe('the description of the API', () => {
  it('is well made by the rules of others, without a warning', async () => {
    expect(await complaints(document)).toEqual([]);
  });

  it.each<readonly [string, object]>([
    ['info-license', { ...document, info: { ...document.info, license: undefined } }],
    ['operation-4xx-response', { ...document, paths: { '/x': { get: answering('200') } } }],
    ['no-unresolved-refs', { ...document, components: {} }],
    ['path-parameters-defined', { ...document, paths: { '/x/{id}': { get: answering('404') } } }],
    ['security-defined', { ...document, paths: { '/x': { get: { ...answering('404'), security: undefined } } } }],
  ])('would be refused by %s', async (rule, broken) => {
    expect((await complaints(broken)).map((one) => one.split(':')[0])).toContain(rule);
  });
});

function answering(status: string): object {
  return { operationId: 'x', summary: 'x', security: [], responses: { [status]: { description: 'Done.' } } };
}
