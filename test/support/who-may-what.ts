/** The table of the contract (api.md 2, "Who may what"), written down once more and in another way than the program has
 *  it, to hold the program against. */

export const roles = ['staff', 'decision-maker', 'executor', 'auditor', 'operator'] as const;
export type RoleName = (typeof roles)[number];

/** `own`: at the own unit; `sent`: once it has been with the executor; `all`: everywhere; `-`: never. */
type Cell = 'own' | 'sent' | 'all' | '-';
type Row = Readonly<Record<RoleName, Cell>>;

const row = (cells: string): Row => {
  const [staff, head, executor, auditor, operator] = cells.trim().split(/ +/) as Cell[];
  if (!staff || !head || !executor || !auditor || !operator) throw new Error(`five cells: ${cells}`);
  return { staff, 'decision-maker': head, executor, auditor, operator };
};

/** Columns: staff, decision-maker, executor, auditor, operator. */
export const ofRequests = {
  assessment: row('   own own -    -   -'),
  consultation: row(' own own -    -   -'),
  decision: row('     own own -    -   -'),
  submission: row('   own own -    -   -'),
  execution: row('    -   -   sent -   -'),
  return: row('       -   -   sent -   -'),
  documentation: row('own own -    -   -'),
  withdrawal: row('   own own -    -   -'),
  correction: row('   own own sent -   -'),
  siblings: row('     own own -    -   -'),
  review: row('       -   own -    -   -'),
  view: row('         own own sent all -'),
  history: row('      own own sent all -'),
  form: row('         own own sent all -'),
  'form-draft': row(' own own -    all -'),
  preview: row('      own own -    all -'),
} as const;
export type OfRequests = keyof typeof ofRequests;

export const ofOpenings = {
  opening: row('       own own -   - -'),
  'urgent-opening': row('own own all - -'),
} as const;

/** Where nothing but the role counts. */
export const ofQuestions = {
  search: row('    all all all all -'),
  inbox: row('     all all all all -'),
  access: row('    all all -   all -'),
  persons: row('   all all all -   -'),
  reports: row('   all all -   all -'),
  procedures: row('all all all all all'),
  'register-changes': row('- - - - all'),
} as const;

/** Every set of one to three roles. */
export const roleSets: readonly (readonly RoleName[])[] = roles.flatMap((one, first) => [
  [one],
  ...roles
    .slice(first + 1)
    .flatMap((other, second) => [[one, other], ...roles.slice(first + second + 2).map((third) => [one, other, third])]),
]);

/** A caller at a request, as far as the table is concerned. */
export interface At {
  readonly roles: readonly RoleName[];
  readonly own: boolean;
  readonly sent: boolean;
  readonly party: boolean;
}

/** Which of the caller's roles may, each by itself. */
export const ableRoles = (table: Row, { roles: held, own, sent }: Omit<At, 'party'>): readonly RoleName[] =>
  held.filter((role) => {
    const cell = table[role];
    return cell === 'all' || (cell === 'own' && own) || (cell === 'sent' && sent);
  });

export const mayEver = (table: Row, held: readonly RoleName[]): boolean => held.some((role) => table[role] !== '-');

export const mayRead = (at: At): boolean => !at.party && ableRoles(ofRequests.view, at).length > 0;

/** What must come of an act on a request: by one of these roles, or why not. The executor's draft does not exist. */
export function expected(act: OfRequests, at: At): 'not-found' | 'not-authorized' | readonly RoleName[] {
  if (!mayRead(at)) return 'not-found';
  const able = ableRoles(ofRequests[act], at);
  if (able.length > 0) return able;
  return act === 'form-draft' ? 'not-found' : 'not-authorized';
}
