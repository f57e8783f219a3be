import { readPdfs, text } from '../../forms/read-pdf';
import { access, preview, withoutEvents } from '../../support/asking';
import { accepted } from '../../support/case';
import { Preview, View } from '../../support/contract';
import { RunningProgram, startProgram } from '../../support/program';
import { grounds, opinion, written } from '../../support/samples';
import { ReceivedMail } from '../../support/smtp';
import { Row } from './story-row';
import { rows } from './story-table';
import { planOf, readersOf } from './seen';
import { allProcedures, grantingAnswers, Walk } from './walk';

/** Where a family lives: nothing that anybody writes of a case may leave it. */
const address = 'Hemliga gatan 7, 412 55 Göteborg';
const note = `Flickan bor på ${address}.`;

/** What was seen on the way. */
interface Evidence {
  readonly walk: Walk;
  readonly states: readonly string[];
  readonly revisions: readonly number[];
  readonly before: Preview['before'];
  /** Asked for at the opening, and once more right before the execution. */
  readonly foretold: readonly [Preview, Preview];
  readonly done: Preview['after'];
  readonly draft: Buffer | null;
  readonly form: Buffer;
}

let program: RunningProgram;
const evidence = new Map<string, Evidence>();
beforeAll(async () => {
  program = await startProgram({ smtp: true, clockStart: '2026-11-23T08:00:00Z' });
});

async function run(row: Row): Promise<Evidence> {
  await row.given?.(program);
  const before = (await access(program, row.patient)).entries;
  const walk = row.track === 'urgent' ? await Walk.call(program, row) : await Walk.open(program, row);
  const states: string[] = [walk.view.state];
  const revisions: number[] = [1];
  const step = async (take: () => Promise<View>): Promise<void> => {
    const { state, revision } = await take();
    states.push(state);
    revisions.push(revision);
  };
  const assess = () =>
    walk.assess(Object.fromEntries(Object.entries(answersOf(walk, row)).map(([id, one]) => [id, { ...one, note }])));
  const first = await preview(walk.story);
  if (row.track === 'urgent') await step(() => walk.execute());
  const called = row.track === 'urgent' ? (await access(program, row.patient)).entries : null;
  await step(assess);
  if (walk.view.decision === null) {
    await step(() => walk.story.consult({ opinion: `${opinion} ${note}` }));
    await step(() => walk.decide({ grounds: `${grounds} ${note}` }));
  }
  const draft = await formOf(walk);
  const last = row.track === 'urgent' ? first : await preview(walk.story);
  if (row.track === 'urgent' && walk.story.missing().length > 0) await walk.execute();
  await step(() => walk.submit());
  const form = await formOf(walk);
  if (row.track === 'ordinary') await step(() => walk.execute());
  const done = (await access(program, row.patient)).entries;
  if (called !== null && row.answersMatter !== true) expect(done).toEqual(called);
  await step(() => walk.document());
  return { walk, states, revisions, before, foretold: [first, last], done, draft, form };
}

const answersOf = ({ procedure }: Walk, row: Row) => ({ ...grantingAnswers(procedure), ...row.answers });

async function formOf(walk: Walk): Promise<Buffer> {
  const [unit, executor] = await Promise.all(
    [walk.at.staff, 'executor'].map((who) => program.as(who).get(`${walk.story.path}/form`)),
  );
  const bytes = accepted(unit!, 200).bytes;
  if (walk.view.submission !== null) expect(accepted(executor!, 200).bytes.equals(bytes)).toBe(true);
  return bytes;
}

const byRight = ['seal.patient', 'unseal.patient'];
const course = ({ procedure, track }: Row): readonly string[] => {
  if (track === 'urgent')
    return ['called', 'executed-provisionally', 'assessed', 'consulted', 'decided', 'executed', 'closed'];
  const decided = byRight.includes(procedure) ? ['decided'] : ['assessed', 'consulted', 'decided'];
  return ['registered', ...decided, 'submitted', 'executed', 'closed'];
};

const seen = (row: Row): Evidence => {
  const found = evidence.get(row.name);
  if (found === undefined) throw new Error(`${row.name} did not come to its end`);
  return found;
};

describe('the table of stories', () => {
  it('has every procedure on every track that it has', async () => {
    const all = (await allProcedures(program)).flatMap(({ procedure, urgent }) => [
      `${procedure} ordinary`,
      ...(urgent ? [`${procedure} urgent`] : []),
    ]);
    expect([...new Set(rows.map(({ procedure, track }) => `${procedure} ${track}`))].sort()).toEqual(all.sort());
  });
});

describe.each(rows)('$name', (row) => {
  it('runs its course from the opening to the end', async () => {
    evidence.set(row.name, await run(row));
    const { states, revisions, walk } = seen(row);
    expect(states).toEqual(course(row));
    expect(walk.view).toMatchObject({ outcome: 'granted', incident: false, endingRequest: null });
    const twice = byRight.includes(row.procedure) || row.lateItem === true ? 1 : 0;
    expect(walk.view.revision).toBe(states.length + twice);
    if (byRight.includes(row.procedure)) expect(revisions.slice(0, 2)).toEqual([1, 3]);
  });

  it('has exactly the items of its plan, with a receipt for every required one', () => {
    const { view } = seen(row).walk;
    expect(planOf(view)).toEqual(row.plan);
    expect(view.execution.plan.filter(({ required, receipt }) => required !== (receipt !== null))).toEqual([]);
  });

  it('changes who reads what, in both services', () => {
    const { before, done } = seen(row);
    expect(readersOf(before)).toEqual(row.before);
    expect(readersOf(done)).toEqual(row.after);
  });

  it('does what its preview foretold, to the last field but the events that it waits for', () => {
    const { before, done, foretold } = seen(row);
    const [first, last] = foretold;
    expect([first.before, last.before]).toEqual([before, before]);
    if (row.answersMatter !== true) expect(withoutEvents(first.after)).toEqual(withoutEvents(done));
    if (row.track === 'ordinary') expect(withoutEvents(last.after)).toEqual(withoutEvents(done));
    expect([first.on, last.on]).toEqual(['2026-11-23', '2026-11-23']);
  });
});

describe('the forms', () => {
  let texts: Map<string, readonly [string, string]>;
  beforeAll(() => {
    const all = rows.map((row) => [row.name, seen(row)] as const);
    const files = readPdfs(all.flatMap(([, { draft, form }]) => [draft ?? form, form]));
    const words = files.map(({ pages }) =>
      pages.map((page) => [text(page.tree), ...page.artifacts, page.untagged].join(' ')).join(' '),
    );
    texts = new Map(all.map(([name], index) => [name, [words[2 * index]!, words[2 * index + 1]!]]));
  });

  it.each(rows)('$name: the form says what it is, whom it is about, who decided and what to do', (row) => {
    const [draft = '', form = ''] = texts.get(row.name) ?? [];
    const { view, at, procedure } = seen(row).walk;
    const { caseNumber, patient, guardians, validFrom, decision, execution } = view;
    expect(view.form).toMatchObject({ name: row.formName, draft: false });
    expect(procedure.formName).toBe(row.formName);
    const all = [
      ...[row.formName, caseNumber, at.name, written(row.patient), patient.name ?? '', validFrom],
      ...guardians.flatMap(({ personalNumber, name }) => [personalNumber ?? '', name ?? '']),
      ...[decision?.by.name ?? '', capacities[decision?.capacity ?? ''] ?? '', 'Beviljas', '2026-11-23'],
      ...execution.plan.map(({ title }) => title.sv),
      ...row.formSays,
    ];
    for (const one of all) expect(form).toContain(one);
    expect(draft).toContain('UTKAST');
    expect(form).not.toContain('UTKAST');
  });

  it.each(rows)('$name: the form holds no grounds, no answer’s note, no opinion and no address', (row) => {
    const both = (texts.get(row.name) ?? []).join(' ').replaceAll(/\s+/g, ' ');
    for (const one of [grounds, opinion, note, address, 'Hemliga gatan', '412 55']) expect(both).not.toContain(one);
    expect(both).not.toMatch(/adress/i);
  });
});

const capacities: Readonly<Record<string, string>> = {
  head: 'verksamhetschef',
  'by-right': 'den som har kontrollerat patientens identitet',
};

describe('the mails', () => {
  let mails: readonly ReceivedMail[];
  beforeAll(async () => {
    await program.settle();
    mails = program.mailbox?.mails ?? [];
  });

  it.each(rows)('$name: the head, the executor and the unit are told, once each', async (row) => {
    const { walk } = seen(row);
    const { caseNumber, effects } = await walk.story.read();
    const told = mails.filter((one) => one.text.includes(walk.id)).map(({ to, subject }) => `${to.join()}: ${subject}`);
    const head = 'head-partille@vgr.example';
    const asked = byRight.includes(row.procedure) ? [] : [`${head}: Ärende ${caseNumber} väntar på beslut`];
    const called = [head, 'executor@vgr.example'].map((to) => `${to}: Brådskande: ärende ${caseNumber}`);
    const urgent = row.track === 'urgent' ? called : [];
    expect([...told].sort()).toEqual(
      [
        ...[...asked, ...urgent, `executor@vgr.example: Arbetsorder i ärende ${caseNumber}`],
        ...Array<string>(row.lateItem === true ? 2 : 1).fill(
          `enhet-001@vgr.example: Ärende ${caseNumber} är verkställt`,
        ),
      ].sort(),
    );
    expect(effects.map(({ state }) => state)).toEqual(told.map(() => 'sent'));
  });

  it.each(rows)('$name: only the work order carries the form, the very bytes', (row) => {
    const { walk, form } = seen(row);
    const own = mails.filter((one) => one.text.includes(walk.id));
    const attached = own.flatMap(({ attachments, to }) => attachments.map(({ bytes }) => [to, bytes.equals(form)]));
    expect(attached).toEqual([[['executor@vgr.example'], true]]);
  });

  it('name nobody, no unit and no measure', () => {
    const people = rows.flatMap(({ patient, guardians = [] }) => [patient, ...guardians]);
    const secret = [
      ...people.flatMap((number) => [number, written(number)]),
      ...['Test Barn', 'Förälder', 'Partille', address, grounds, opinion],
      ...['segl', 'blockering', 'Minderårig tillgång'],
    ];
    const words = mails.map(({ subject, text: body }) => `${subject} ${body}`).join(' ');
    for (const one of secret) expect(words).not.toContain(one);
  });
});
