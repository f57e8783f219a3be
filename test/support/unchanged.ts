import { opened } from '../cli/opened';
import { accepted, openBody } from './case';
import { Answer } from './client';
import { Problem } from './contract';
import { RunningProgram } from './program';
import { families } from './samples';

/** Tells whether anything was written between two moments but what was refused and what the register said at a look or in the
 *  night: opens a case at each
 *  of them, which is two events: where it stands, and that it was opened. */
export class Stillness {
  private constructor(
    private readonly program: RunningProgram,
    private readonly from: number,
  ) {}

  static async begin(program: RunningProgram): Promise<Stillness> {
    return new Stillness(program, await mark(program, families.twinOne));
  }

  /** @throws where there is an event beyond the mark itself */
  async hold(): Promise<void> {
    const events = (await mark(this.program, families.twinTwo)) - this.from - 2;
    if (events !== 0) throw new Error(`${String(events)} events were written`);
  }
}

/** How many events there are of all others. */
async function mark(
  program: RunningProgram,
  { child, guardians }: { readonly child: string; readonly guardians: readonly string[] },
): Promise<number> {
  await program.settle();
  const body = { ...openBody(), patient: child, guardians };
  accepted(await program.as('clinician-partille').post('/v1/requests', body), 201);
  const folder = await opened(program.dataDir);
  let count = 0;
  for (let after = 0; ;) {
    const page = await folder.store.readAll(after, 1_000);
    count += page.filter(({ type }) => !isNoise(type)).length;
    const last = page.at(-1);
    if (last === undefined) break;
    after = last.position;
  }
  await folder.close();
  return count;
}

const isNoise = (type: string): boolean => ['CommandRefused', 'RegisterAnswered', 'SweepFinished'].includes(type);

/** What is said in Swedish and in English of the same call: a problem each, that differs in its texts only. */
export async function inBothLanguages(
  call: (language: string) => Promise<Answer>,
): Promise<{ readonly sv: Answer<Problem>; readonly en: Answer<Problem> }> {
  const [sv, en] = [(await call('sv')) as Answer<Problem>, (await call('en-GB, sv;q=0.5')) as Answer<Problem>];
  for (const answer of [sv, en]) {
    expect(answer.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
    expect(answer.body).toMatchObject({
      type: `urn:sigill:problem:${answer.body.code}`,
      status: answer.status,
      traceId: expect.stringMatching(/\S/),
      instance: expect.stringMatching(/^\//),
    });
  }
  const texts = ({ title, detail, errors }: Problem) => [
    title,
    detail,
    ...(errors ?? []).map(({ message }) => message),
  ];
  expect([sv.status, sv.body.code]).toEqual([en.status, en.body.code]);
  expect(texts(sv.body)).toHaveLength(texts(en.body).length);
  texts(sv.body).forEach((text, index) => {
    expect(text).toMatch(/\S/);
    expect(text).not.toBe(texts(en.body)[index]);
  });
  return { sv, en };
}

/** Where each fault is, and what it is: `/contact/phone no-phone`. */
export const faults = ({ errors }: Problem): readonly string[] =>
  (errors ?? []).map(({ pointer, code }) => `${pointer} ${code}`);

/** What a problem says, without the random id by which it is traced. */
export const wordsOf = ({ body }: Answer<Problem>): string => JSON.stringify({ ...body, traceId: '' });
