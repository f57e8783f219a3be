/** A scenario of domain.md 8, and what holds it. */
export interface Scenario {
  readonly number: number;
  readonly title: string;
  /** Spec files by their path below test/, and the names of tests in them; none: `left` says why. */
  readonly heldBy: readonly (readonly [spec: string, test: string])[];
  /** What of it no test holds, and why. */
  readonly left?: string;
}

type Rest = Pick<Scenario, 'left'>;
type Held = Scenario['heldBy'][number];

const held = (number: number, title: string, by: Held | readonly [Held, ...Held[]], rest: Rest = {}): Scenario => ({
  ...{ number, title, heldBy: isOne(by) ? [by] : by },
  ...rest,
});
const isOne = (by: Held | readonly [Held, ...Held[]]): by is Held => typeof by[0] === 'string';

const none = (number: number, title: string, left: string): Scenario => ({ number, title, heldBy: [], left });

const blocks = (test: string): Held => ['acceptance/scenarios/blocks.spec.ts', test];
const seals = (test: string): Held => ['acceptance/scenarios/seals.spec.ts', test];
const extensions = (test: string): Held => ['acceptance/scenarios/extensions.spec.ts', test];

const mismatches: Held = [
  'acceptance/reports/as-it-stood.spec.ts',
  'tells since when what does not fit, and what did at an instant',
];
const inTime = (test: string): Held => ['acceptance/time/due.spec.ts', test];
const registerTask = (test: string): Held => ['acceptance/time/register-tasks.spec.ts', test];

/** All fifty. */
export const scenarios: readonly Scenario[] = [
  none(
    ...([1, 'Unsigned note about suspected abuse saved before the block is executed'] as const),
    'The program sees no notes of a record: a note that is visible before its block is the record system’s.',
  ),
  held(2, 'Block executed while Minderårig tillgång is still set for the guardian', [
    blocks('2: a block is executed while the guardian’s minor access is still set'),
    ['acceptance/extension/ended.spec.ts', 'takes the minor access away first'],
  ]),
  held(...([3, 'Login locked but Journalen not sealed: guardian or attacker uses a saved link'] as const), [
    seals('3: the login is locked and the journal not sealed'),
    mismatches,
  ]),
  held(4, 'Seal done, login not locked', [seals('4: the journal is sealed and the login not locked'), mismatches]),
  held(
    ...([5, 'Only mother blocked, should be both'] as const),
    blocks('5: only the mother was blocked, and it should have been both'),
  ),
  held(
    ...([6, 'Renewal: continue father, end mother'] as const),
    blocks('6: a renewal goes on for the father and ends for the mother, who reads again only under 13'),
  ),
  held(7, 'Sibling forgotten', [
    blocks('7: a sibling is forgotten'),
    [
      'acceptance/block/siblings.spec.ts',
      'get a request each, in one call: the same again, and sent again, opens nothing more',
    ],
  ]),
  held(
    ...([8, 'Guardian blocked for child A logs in for child B'] as const),
    blocks('8: a guardian blocked for one child reads of the other'),
  ),
  held(9, 'Child turns 13 tomorrow or today', extensions('9: a child turns 13 tomorrow, or today')),
  held(
    ...([10, 'Extension requested at 12 y 11 m with from-date on the 13th birthday'] as const),
    extensions('10: an extension is asked for at 12 years and 11 months, from the 13th birthday'),
  ),
  held(...([11, 'Extension still active on the 16th birthday'] as const), [
    extensions('11: an extension still stands on the 16th birthday'),
    inTime('is told of by the latest mail alone, and stands in the inbox until it is over'),
  ]),
  held(
    ...([12, 'Extension granted by unit X; guardian sees unit Y'] as const),
    extensions('12: an extension at one unit shows nothing of another'),
  ),
  held(13, 'Extension asked by BUP', extensions('13: an extension is asked for by BUP')),
  held(14, 'Child says no, guardian insists', extensions('14: the child says no and the guardian insists')),
  held(15, 'Child cannot express will (disability)', extensions('15: the child cannot express its will')),
  held(16, 'Foster parent or step-parent asks', extensions('16: a foster parent or a step-parent asks')),
  held(
    ...([17, 'Custody dispute: mother asks clinic to block father, no harm ground'] as const),
    blocks('17: the mother asks the clinic to block the father, without any harm'),
  ),
  held(
    ...([18, 'Custody removed by court but register not updated'] as const),
    seals('18: a court has taken the custody and the register does not say so'),
  ),
  held(...([19, 'Child gets secrecy marking overnight'] as const), [
    seals('19: a child gets a secrecy marking overnight'),
    registerTask(
      'a protection that appears overnight is followed by a seal, which the unit’s staff are told to ask for',
    ),
  ]),
  held(20, 'Only guardian protected', seals('20: only a guardian is protected')),
  none(
    ...([21, 'Assumed identity: no flag; old number has an open case'] as const),
    'The program never merges two numbers of a person, so there is nothing that could link them.',
  ),
  held(
    ...([22, 'Protection flag differs between child and guardian at two checks'] as const),
    seals('22: the protection of a child differs at two checks'),
  ),
  held(...([23, 'Protected 16-year-old cannot read own record because of old seal'] as const), [
    seals('23: a protected young person is shut out by an old seal from the 16th birthday'),
    ['domain/file/tasks.spec.ts', 'stands from the 16th birthday, when the seal takes the young person’s own access'],
  ]),
  held(
    ...([24, 'Guardian holds the child’s e-ID'] as const),
    seals('24: a guardian holds the child’s e-ID: the block alone is not enough'),
  ),
  held(
    ...([25, 'Unlock ordered, guardian block missing'] as const),
    seals('25: an unseal is ordered and the guardian who is to be blocked is not'),
  ),
  held(
    ...([26, 'Login locked by Region Halland, VGR wants to unlock'] as const),
    seals('26: another region has locked the login'),
    { left: 'The program knows no other region’s lock: the assessor is asked.' },
  ),
  held(27, 'Urgent call at 03:00, caller knows no VC name', [
    blocks('27: an urgent call at 03:00 knows no head of operations'),
    ['acceptance/block/urgent-calls.spec.ts', 'by HSA-id of the head is known too'],
  ]),
  held(...([28, 'Urgent call, form never arrives'] as const), [
    blocks('28: the form never arrives after an urgent call'),
    inTime('is told of to the unit after a working day and to the head after three, and lapses never'),
  ]),
  held(
    ...([29, 'Urgent call with transposed digits: valid check digit but another child'] as const),
    blocks('29: an urgent call has two digits transposed, and names another child'),
  ),
  held(
    ...([30, 'Same urgent call reported twice (two nurses)'] as const),
    blocks('30: two nurses report the same urgent call'),
  ),
  held(
    ...([31, 'Urgent unseal by a caller pretending to be staff'] as const),
    seals('31: somebody who pretends to be staff calls for an unseal'),
  ),
  held(
    ...([32, 'VC’s designee with expired delegation decides'] as const),
    extensions('32: a designee whose delegation has expired decides'),
  ),
  held(33, 'Designee decides first block', blocks('33: a designee decides a first block')),
  held(34, 'Form signed by VC of another unit', blocks('34: the head of another unit signs')),
  held(
    ...([35, 'Form altered after signing (from-date)'] as const),
    blocks('35: the form was altered after it was signed'),
  ),
  held(
    ...([36, 'Patient’s own seal, then asks for unseal by phone'] as const),
    seals('36: a patient who has sealed asks by phone to have it lifted'),
  ),
  held(
    ...([37, 'Patient seal and staff seal; patient unseals'] as const),
    seals('37: patient and staff have sealed, and the patient lifts the own seal'),
  ),
  none(38, 'Patient mixes up seal and spärr', 'Telling a seal from a spärr is the page’s; the program has no spärr.'),
  none(
    ...([39, 'Parents of a child in LVU care request a copy; the unit forwards it to social services'] as const),
    'A copy of a record is not direct access.',
  ),
  held(40, 'Child dies during an open case', seals('40: a child dies during an open case'), {
    left: 'The case is closed by hand: after a death it can only be withdrawn or documented.',
  }),
  held(
    ...([41, 'Child with reserve number later gets personnummer'] as const),
    seals('41: a child with a reserve number gets a personal number later'),
    { left: 'The reserve number’s case is outside the program.' },
  ),
  held(
    ...([42, 'SMS reminder reveals the hospital to the blocked guardian'] as const),
    blocks('42: a text reminder tells a blocked guardian which hospital it is'),
  ),
  none(43, 'Log extract lacks unit or action', 'Extracts of the access log come with the audit queries.'),
  none(
    ...([44, 'Staff member looks up a neighbour’s case'] as const),
    'Reads are found in the access log, which comes with the audit queries.',
  ),
  held(45, 'Law or policy changes ages on a date', [
    ['domain/access/boundaries.spec.ts', 'leaves the answers for the days before it as they were'],
    ['domain/policy/change-of-law.spec.ts', 'leaves every day before it as it was'],
    ['domain/access/next-change.spec.ts', 'is a change of policy'],
  ]),
  held(46, 'Born 29 February turns 13 in a common year', [
    extensions('46: a child born on 29 February turns 13, 16 and 18'),
    ['domain/access/boundaries.spec.ts', 'born on leap day %s, the %s on %s: %s'],
  ]),
  held(
    ...([47, 'Block ended by mistake; re-block'] as const),
    blocks('47: a block is ended by mistake and set again: every day tells what it was'),
  ),
  held(48, 'Executor ticks the wrong guardian', [
    blocks('48: the executor ticks the wrong guardian'),
    [
      'acceptance/block/corrections.spec.ts',
      'loses a measure whose receipt is voided, stays closed and is marked as an incident',
    ],
  ]),
  none(
    ...([49, 'Child 13-15 with own e-services: booking notices readable by parent on shared phone'] as const),
    'What is shown on a shared phone is outside the program.',
  ),
  none(
    ...([50, 'Unit reorganised: HSA-id changes during an active extension'] as const),
    'The directory has no successor of a unit: the extension holds for the unit that was decided, until it ends.',
  ),
];
