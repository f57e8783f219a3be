import { RunningProgram, startProgram } from '../../support/program';

let program: RunningProgram;
beforeAll(async () => {
  program = await startProgram();
});

/** Of every answer, whatever it is. */
const ofAll = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'strict-transport-security': 'max-age=31536000; includeSubDomains',
};
const nothing = "default-src 'none';base-uri 'none';form-action 'none';frame-ancestors 'none'";

it.each(['/health/live', '/v1/procedures', '/v1/nowhere', '/openapi.json', '/metrics', '/dev/clock'])(
  'what %s answers loads nothing, is in no frame, and is taken for nothing else',
  async (path) => {
    const { headers } = await program.as('clinician-partille').get(path);
    expect(Object.fromEntries(Object.keys(ofAll).map((name) => [name, headers.get(name)]))).toEqual(ofAll);
    expect(headers.get('content-security-policy')).toBe(nothing);
    expect(headers.has('x-powered-by')).toBe(false);
  },
);

it('says so of a refusal without a token as well', async () => {
  const { status, headers } = await program.anyone.get('/v1/inbox');
  expect([status, headers.get('content-security-policy')]).toEqual([401, nothing]);
});

it('the page of the description allows its own style, and nothing else', async () => {
  const { headers } = await program.anyone.get('/docs');
  expect(headers.get('content-security-policy')).toMatch(
    /^default-src 'none'; style-src 'sha256-[^']+'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'$/,
  );
  expect(headers.get('x-content-type-options')).toBe('nosniff');
});
