import { refusalCodes } from '@sigill/domain';
import { problemOf } from '../../support/client';
import { RunningProgram, startProgram } from '../../support/program';
import { Register } from './register';
import { commands } from './situations-of-commands';
import { openings } from './situations-of-openings';
import { allProcedures } from './walk';

let program: RunningProgram;
let register: Register;
beforeAll(async () => {
  register = await Register.make();
  program = await startProgram({ clockStart: '2026-11-23T08:00:00Z', env: register.settings });
});

const situations = [...openings, ...commands];

describe('the table of refusals', () => {
  it('has every code that there is, and every procedure', async () => {
    expect([...new Set(situations.map(({ code }) => code))].sort()).toEqual([...refusalCodes].sort());
    const names = (await allProcedures(program)).map(({ procedure }) => procedure);
    expect([...new Set(situations.map(({ procedure }) => procedure))].sort()).toEqual(names.sort());
  });
});

describe.each(situations)('$code', ({ code, status = 409, procedure, when, send }) => {
  it(`refuses ${procedure} when ${when}, and names nobody`, async () => {
    const answer = await send({ program, register }, procedure);
    const problem = problemOf(answer, status, code);
    expect(problem.type).toBe(`urn:sigill:problem:${code}`);
    expect(answer.text.replaceAll(uuids, '')).not.toMatch(/\d{8}-?\d{4}|Test Barn|Förälder/);
    expect([problem.title, problem.detail].every((words) => /\S/.test(words))).toBe(true);
  });
});

const uuids = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;
