import { randomUUID } from 'node:crypto';
import { accepted, Case } from '../../support/case';
import { Answer, problemOf } from '../../support/client';
import { InboxItem, Page, Problem, View } from '../../support/contract';
import { RunningProgram, startProgram } from '../../support/program';
import { families, grounds, lerum, masked, opinion, written } from '../../support/samples';

let program: RunningProgram;
let registered: Case;
let submitted: Case;
let executed: Case;
beforeAll(async () => {
  program = await startProgram({ clockStart: '2026-11-20T08:00:00Z' });
  const open = ({ child, guardians }: { child: string; guardians: readonly string[] }) =>
    Case.open(program, { patient: child, guardians });
  registered = await open(families.infant);
  submitted = await open(families.blockOfBoth);
  await submitted.to('submitted');
  executed = await open(families.leapDay);
  await executed.to('executed');
});

const personas = ['clinician-partille', 'head-partille', 'clinician-lerum', 'executor', 'auditor', 'operator'] as const;

describe('the routes, by role', () => {
  const id = (which: string) => ({ registered, submitted })[which]?.path ?? which;
  const row = async (ask: (by: string) => Promise<Answer>) => {
    const statuses: number[] = [];
    for (const by of personas) {
      const { status, headers } = await ask(by);
      expect(headers.get('cache-control')).toBe('no-store');
      statuses.push(status);
    }
    return statuses;
  };

  /** Columns: clinician and head of the unit, clinician of another, executor, auditor, operator. */
  it.each<readonly [string, readonly number[]]>([
    ['registered', [200, 200, 404, 404, 200, 403]],
    ['submitted', [200, 200, 404, 200, 200, 403]],
    ['registered/history', [200, 200, 404, 404, 200, 403]],
    ['submitted/history', [200, 200, 404, 200, 200, 403]],
    ['registered/form', [404, 404, 404, 404, 404, 403]],
    ['submitted/form', [200, 200, 404, 200, 200, 403]],
    ['registered/preview', [200, 200, 404, 403, 200, 403]],
    ['submitted/preview', [200, 200, 404, 403, 200, 403]],
    ['registered?revision=1', [200, 200, 404, 404, 200, 403]],
    ['/v1/inbox', [200, 200, 200, 200, 200, 403]],
    ['/v1/reports/volumes', [200, 200, 200, 403, 200, 403]],
    ['/v1/procedures', [200, 200, 200, 200, 200, 200]],
    ['/v1/procedures/block', [200, 200, 200, 200, 200, 200]],
  ])('answer a reading of %s', async (path, expected) => {
    const whole = path.replace(/^(registered|submitted)/, (which) => id(which));
    expect(await row((by) => program.as(by).get(whole))).toEqual(expected);
  });

  it.each<readonly [string, object, readonly number[]]>([
    ['/v1/requests/search', {}, [200, 200, 200, 200, 200, 403]],
    ['/v1/access/search', { patient: families.infant.child }, [200, 200, 200, 403, 200, 403]],
    ['/v1/persons', { number: families.infant.child }, [200, 200, 200, 200, 403, 403]],
  ])('answer a question to %s', async (path, body, expected) => {
    expect(await row((by) => program.as(by).post(path, body))).toEqual(expected);
  });

  /** Without a revision, so that whoever may gets no further than 428. */
  it.each<readonly [string, object, readonly number[], readonly number[]]>([
    [
      'assessment',
      { answers: {}, recommendation: 'grant' },
      [428, 428, 404, 403, 403, 403],
      [428, 428, 404, 403, 403, 403],
    ],
    [
      'consultation',
      { party: 'child', with: 'x', heldAt: '2026-11-20T08:00:00Z', opinion: 'x' },
      [428, 428, 404, 403, 403, 403],
      [428, 428, 404, 403, 403, 403],
    ],
    ['decision', { outcome: 'refused', grounds }, [428, 428, 404, 403, 403, 403], [428, 428, 404, 403, 403, 403]],
    [
      'submission',
      { signature: { method: 'decision-record' } },
      [428, 428, 404, 403, 403, 403],
      [428, 428, 404, 403, 403, 403],
    ],
    [
      'execution',
      { receipts: [{ item: 'x', performedAt: '2026-11-20T08:00:00Z' }] },
      [403, 403, 403, 404, 403, 403],
      [403, 403, 403, 428, 403, 403],
    ],
    ['return', { reason: 'x', errors: [] }, [403, 403, 403, 404, 403, 403], [403, 403, 403, 428, 403, 403]],
    [
      'documentation',
      { recordSystem: 'Melior', documentedAt: '2026-11-20T08:00:00Z' },
      [428, 428, 404, 403, 403, 403],
      [428, 428, 404, 403, 403, 403],
    ],
    ['withdrawal', { reason: 'x' }, [428, 428, 404, 403, 403, 403], [428, 428, 404, 403, 403, 403]],
    [
      'correction',
      { step: 'execution', reason: 'x', receipts: [{ item: 'x', voided: true }] },
      [428, 428, 404, 404, 403, 403],
      [428, 428, 404, 428, 403, 403],
    ],
  ])('take a command: %s', async (command, body, onRegistered, onSubmitted) => {
    expect(await row((by) => program.as(by).post(`${registered.path}/${command}`, body))).toEqual(onRegistered);
    expect(await row((by) => program.as(by).post(`${submitted.path}/${command}`, body))).toEqual(onSubmitted);
  });
});

describe('a case that is not for the caller’s eyes', () => {
  const paths = ['', '/history', '/preview', '/form'];
  const told = ({ status, text, body, headers }: Answer) => {
    const { traceId, instance, ...rest } = body as Problem;
    expect([traceId, instance].every((one) => one.length > 0)).toBe(true);
    return { status, length: text.length, rest, type: headers.get('content-type') };
  };

  it.each(paths)('is told from an absent one by nothing: %s', async (path) => {
    const client = program.as('clinician-lerum');
    const foreign = await client.get(`${registered.path}${path}`);
    const absent = await client.get(`/v1/requests/${randomUUID()}${path}`);
    expect(told(foreign)).toEqual(told(absent));
    expect(foreign.status).toBe(404);
    expect([...foreign.headers.keys()]).toEqual([...absent.headers.keys()]);
  });

  it('is not told from an absent one by a command either', async () => {
    const body = { reason: 'x' };
    const send = (path: string) => program.as('head-lerum').post(`${path}/withdrawal`, body, { 'if-match': '"1"' });
    expect(told(await send(registered.path))).toEqual(told(await send(`/v1/requests/${randomUUID()}`)));
  });

  it('is not found by searching for its child, nor named where it stands in the way', async () => {
    const { child, guardians } = families.infant;
    const found = await program.as('clinician-lerum').post<Page<View>>('/v1/requests/search', { patient: child });
    expect(found.body.items).toEqual([]);
    const body = { procedure: 'block', patient: child, unit: lerum, guardians, contact };
    const twin = problemOf(await program.as('clinician-lerum').post('/v1/requests', body), 409, 'duplicate-request');
    expect(twin.existing).toBeUndefined();
    expect(JSON.stringify(twin)).not.toContain('Partille');
    expect(JSON.stringify(twin)).not.toContain(registered.id);
  });
});

describe('numbers', () => {
  const of = async (story: Case, by: string) => {
    const { patient, guardians } = await story.read(by);
    return [patient, ...guardians].map(({ personalNumber }) => personalNumber);
  };
  const all = ({ child, guardians }: { child: string; guardians: readonly string[] }) => [child, ...guardians];

  it('are whole to the executor for its own work, and masked before and after it', async () => {
    expect(await of(submitted, 'executor')).toEqual(all(families.blockOfBoth).map(written));
    expect(await of(executed, 'executor')).toEqual(all(families.leapDay).map(masked));
    const { child, guardians } = families.oneGuardian;
    const returned = await Case.open(program, { patient: child, guardians });
    await returned.to('submitted');
    await returned.sendBack();
    expect(await of(returned, 'executor')).toEqual(all(families.oneGuardian).map(masked));
    expect(JSON.stringify(await executed.history('executor'))).not.toContain(written(families.leapDay.child));
    const found = await program.as('executor').post<Page<View>>('/v1/requests/search', {});
    expect(found.text).not.toContain(written(families.leapDay.child));
  });

  it('are masked to the auditor in lists, and whole in a case', async () => {
    expect(await of(submitted, 'auditor')).toEqual(all(families.blockOfBoth).map(written));
    const found = await program.as('auditor').post<Page<View>>('/v1/requests/search', {});
    const { items } = accepted(found, 200).body;
    expect(items.length).toBeGreaterThanOrEqual(3);
    for (const { patient, guardians } of items)
      for (const { personalNumber } of [patient, ...guardians]) expect(personalNumber).toMatch(/^\d{8}-\*{4}$/);
  });

  it('are whole to the unit everywhere', async () => {
    const found = await program.as('clinician-partille').post<Page<View>>('/v1/requests/search', {});
    expect(found.text).not.toContain('****');
  });
});

describe('what people said', () => {
  it('is told to the unit and the auditor, and to no executor at any revision', async () => {
    for (const by of ['clinician-partille', 'auditor']) {
      const { assessment, consultations, decision } = await submitted.read(by);
      expect([assessment !== null, consultations[0]?.opinion, decision?.grounds]).toEqual([true, opinion, grounds]);
    }
    for (const query of ['', '?revision=2', '?revision=3', '?revision=4', '?revision=5']) {
      const view = await submitted.read('executor', query);
      expect([view.assessment, view.consultations, view.decision?.grounds ?? null]).toEqual([null, [], null]);
    }
    for (const text of [grounds, opinion, 'Berättelse'])
      expect(JSON.stringify(await submitted.history('executor'))).not.toContain(text);
  });

  it('is in no list', async () => {
    for (const by of ['clinician-partille', 'head-partille', 'executor', 'auditor']) {
      const { text } = await program.as(by).post('/v1/requests/search', {});
      for (const words of [grounds, opinion, 'Berättelse']) expect(text).not.toContain(words);
    }
  });
});

describe('a page of a list', () => {
  it('is followed by the next until there are no more, newest first, each case once', async () => {
    const page = async (by: string, limit: number) => {
      const ids: string[] = [];
      let cursor: string | null = null;
      do {
        const body: object = cursor === null ? { limit } : { limit, cursor };
        const answer: Answer<Page<View>> = await program.as(by).post<Page<View>>('/v1/requests/search', body);
        ids.push(...accepted(answer, 200).body.items.map(({ id }) => id));
        cursor = answer.body.nextCursor;
      } while (cursor !== null);
      return ids;
    };
    const all = await page('clinician-partille', 200);
    expect(all).toHaveLength(4);
    expect(await page('clinician-partille', 1)).toEqual(all);
    expect(await inboxPage('clinician-partille', 1)).toEqual(await inboxPage('clinician-partille', 200));
    expect(await page('clinician-partille', 3)).toEqual(all);
    expect(all.at(-1)).toBe(registered.id);
  });
});

async function inboxPage(by: string, limit: number): Promise<readonly string[]> {
  const ids: string[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const query: string = `limit=${String(limit)}${cursor === '' ? '' : `&cursor=${cursor}`}`;
    const answer: Answer<Page<InboxItem>> = await program.as(by).get<Page<InboxItem>>(`/v1/inbox?${query}`);
    ids.push(...accepted(answer, 200).body.items.map(({ request }) => request.id));
    cursor = answer.body.nextCursor;
  }
  expect(ids.length).toBeGreaterThan(2);
  return ids;
}

const contact = { email: 'a@vgr.example', phone: '010 000' };
