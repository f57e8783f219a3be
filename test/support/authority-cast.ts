import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Case } from './case';
import { RunningProgram, startProgram, temporaryFolder } from './program';
import { lerum, numberOf, partille } from './samples';
import { RoleName, roleSets } from './who-may-what';

/** A caller of the matrix. `relation`: to every child of the register below. */
export interface Member {
  readonly persona: string;
  readonly roles: readonly RoleName[];
  readonly unit: string;
  readonly relation: 'none' | 'former' | 'named' | 'between' | 'new';
}

/** A guardian when the cases were opened, and in no answer since; one who is named; one whom nothing but another request of the
 *  child's tells of; one who became guardian meanwhile. */
const parents = {
  former: numberOf('19850301', '238'),
  named: numberOf('19850302', '238'),
  between: numberOf('19850304', '238'),
  new: numberOf('19850303', '238'),
} as const;

const strangers: readonly Member[] = [partille, lerum].flatMap((unit) =>
  roleSets.map((roles) => ({
    persona: `${unit === partille ? 'p' : 'l'}-${roles.join('-')}`,
    roles,
    unit,
    relation: 'none',
  })),
);

const partySets = [
  ['staff'],
  ['decision-maker'],
  ['auditor'],
  ['executor'],
  ['staff', 'auditor'],
  ['staff', 'decision-maker', 'executor'],
] as const;
const relatives: readonly Member[] = (['former', 'named', 'between', 'new'] as const).flatMap((relation) =>
  partySets.map((roles) => ({ persona: `${relation}-${roles.join('-')}`, roles, unit: partille, relation })),
);

export const members: readonly Member[] = [...strangers, ...relatives];

/** The cases are worked by these, who have one role each. */
export const clinician = 'p-staff';
export const headOf = 'p-decision-maker';
export const executor = 'p-executor';

const entry = ({ persona, roles, unit, relation }: Member, index: number) => ({
  persona,
  hsaId: `SE2321000131-P0000009904${String(index).padStart(2, '0')}`,
  name: `Test Person-${String(index)}`,
  unit,
  roles,
  email: `${persona}@vgr.example`,
  phone: '010 000',
  vgrId: `v904${String(index).padStart(2, '0')}`,
  ...(relation === 'none' ? {} : { personalNumber: parents[relation] }),
});

const unitEntry = (hsaId: string, name: string, head: string | null) => ({
  hsaId,
  name,
  kind: 'primary-care',
  recordSystem: 'Melior',
  email: 'enhet@vgr.example',
  head,
});

const staff = members.map(entry);
const directory = {
  provider: { hsaId: 'SE2321000131-E000000000001', name: 'Västra Götalandsregionen' },
  units: [
    unitEntry(partille, 'Partille', staff.find(({ persona }) => persona === headOf)?.hsaId ?? null),
    unitEntry(lerum, 'Lerum', null),
  ],
  staff,
  delegations: [],
};

export const child = (ordinal: number): string => numberOf(`201701${String(ordinal).padStart(2, '0')}`, '239');
const children = Array.from({ length: 12 }, (_, index) => child(index + 1));

const population = (guardians: readonly string[]) =>
  JSON.stringify({
    population: [
      ...Object.values(parents).map((personalNumber) => ({
        personalNumber,
        name: 'Test Förälder',
        protection: 'none',
      })),
      ...children.map((personalNumber) => ({ personalNumber, name: 'Test Barn', protection: 'none', guardians })),
    ],
  });

/** A program with this cast, and the families' change. */
export interface Stage {
  readonly program: RunningProgram;
  /** Who is registered as guardian of every child from now on. */
  readonly change: (guardians: readonly (keyof typeof parents)[]) => Promise<void>;
  /** Takes a caller out of the directory. */
  readonly forget: (persona: string) => Promise<void>;
}

export async function stage(): Promise<Stage> {
  const folder = await temporaryFolder();
  const [directoryFile, populationFile] = [join(folder, 'directory.json'), join(folder, 'population.json')];
  await writeFile(directoryFile, JSON.stringify(directory));
  await writeFile(populationFile, population([parents.former, parents.named]));
  const env = { DIRECTORY_FILE: directoryFile, POPULATION_FILE: populationFile };
  const program = await startProgram({ clockStart: '2026-11-20T08:00:00Z', env });
  return {
    program,
    change: (guardians) => writeFile(populationFile, population(guardians.map((one) => parents[one]))),
    forget: (persona) => {
      const left = staff.filter((one) => one.persona !== persona);
      return writeFile(directoryFile, JSON.stringify({ ...directory, staff: left }));
    },
  };
}

export const open = (program: RunningProgram, ordinal: number, by = clinician, headers = {}): Promise<Case> =>
  Case.open(program, { patient: child(ordinal), guardians: [parents.named] }, by, headers);

export const call = (program: RunningProgram, ordinal: number): Promise<Case> =>
  Case.call(program, { patient: child(ordinal), guardians: [parents.named] }, executor);

/** On to a state by the cast of the matrix. */
export async function bring(story: Case, state: string): Promise<Case> {
  const steps: readonly (readonly [string, () => Promise<unknown>])[] = [
    ['registered', () => story.assess({}, clinician)],
    ['assessed', () => story.consult({}, clinician)],
    ['consulted', () => story.decide({}, headOf)],
    ['decided', () => story.submit({}, clinician)],
    ['submitted', () => story.execute(undefined, executor)],
    ['executed', () => story.document({}, clinician)],
  ];
  for (const [from, step] of steps) if (story.view.state === from && from !== state) await step();
  if (story.view.state !== state) throw new Error(`the case is ${story.view.state}, not ${state}`);
  return story;
}

/** Callers at the same time: more would wait for each other longer than the program lets them. */
const together = 6;

/** `persona: what came, what should have come`, for those where the two differ. */
export async function differences(
  ask: (member: Member) => Promise<readonly (readonly [what: string, came: string, should: string])[]>,
): Promise<readonly string[]> {
  const all: string[] = [];
  const asked = async (member: Member) => {
    for (const [what, came, should] of await ask(member))
      if (came !== should) all.push(`${member.persona} ${what}: ${came}, should be ${should}`);
  };
  for (let from = 0; from < members.length; from += together)
    await Promise.all(members.slice(from, from + together).map(asked));
  return all.sort();
}
