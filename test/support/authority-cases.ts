import { bring, call, child, clinician, executor, open, Stage } from './authority-cast';
import { outcome, Prepared } from './authority-attempts';
import { Case } from './case';
import { RunningProgram } from './program';
import { until } from './until';

export const names = [
  'registered',
  'consulted',
  'decided',
  'submitted',
  'returned',
  'executed',
  'closed',
  'called',
] as const;
export type Name = (typeof names)[number];

export const told: Readonly<Record<Name, Omit<Prepared, 'name' | 'story' | 'ordinal'>>> = {
  registered: { sent: false, next: 'assessment', form: 'none', correctors: [] },
  consulted: { sent: false, next: 'decision', form: 'none', correctors: ['staff'] },
  decided: { sent: false, next: 'submission', form: 'draft', correctors: ['staff'] },
  submitted: { sent: true, next: 'execution', form: 'sent', correctors: ['staff'] },
  returned: { sent: true, next: 'submission', form: 'draft', correctors: ['staff'] },
  executed: { sent: true, next: 'documentation', form: 'sent', correctors: ['staff', 'executor'] },
  closed: { sent: true, next: null, form: 'sent', correctors: ['staff', 'executor'] },
  called: { sent: true, next: 'execution', form: 'none', correctors: [] },
};

export const key = { 'idempotency-key': 'opened-by-a-guardian-to-be' };

/** The cases of the matrix. */
export interface Made {
  readonly cases: ReadonlyMap<Name, Prepared>;
  /** Opened by the guardian to be, before anybody could know. */
  readonly ownOpening: Case;
  /** One of each child: between the others, under a register of which nothing else is recorded. */
  readonly between: readonly Case[];
}

/** All are opened under the first register, and worked under the last. */
export async function made({ program: of, change }: Stage): Promise<Made> {
  const stories = new Map<Name, Case>();
  for (const [index, name] of names.entries())
    stories.set(name, await (name === 'called' ? call(of, index + 1) : open(of, index + 1)));
  const ownOpening = await open(of, 11, 'new-staff', key);
  const isHiddenFrom = async (persona: string) => outcome(await of.as(persona).get(ownOpening.path)) !== '200';
  await change(['named', 'between']);
  await until(() => isHiddenFrom('between-staff'));
  const between = await Promise.all([...names.keys(), 10].map((index) => openBetween(of, index + 1)));
  await change(['named', 'new']);
  await until(() => isHiddenFrom('new-staff'));
  const work = async ([name, story]: readonly [Name, Case]): Promise<readonly [Name, Prepared]> => {
    if (name === 'returned') await (await bring(story, 'submitted')).sendBack({}, executor);
    else if (name !== 'called') await bring(story, name);
    return [name, { name, story, ordinal: names.indexOf(name), ...told[name] }];
  };
  return { cases: new Map(await Promise.all([...stories].map(work))), ownOpening, between };
}

async function openBetween(of: RunningProgram, ordinal: number): Promise<Case> {
  const story = await Case.open(of, { procedure: 'seal.staff', patient: child(ordinal), guardians: [] }, clinician);
  await story.withdraw({}, clinician);
  return story;
}
