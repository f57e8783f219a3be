import { AccessPolicies, HsaId, Instant, LegalDate, PersonId, RequestId } from '@sigill/domain';
import { ageInYears, daysFrom, swedishDay } from '../../domain/access/days';
import { answerOfTable } from '../../domain/access/oracle';
import { Asked } from './questions';
import { Story, Told } from './story';

type Of<Does extends Told['does']> = Extract<Told, { does: Does }>;
type Kind = 'block' | 'seal' | 'lock' | 'extension';

/** Something that a receipt began or ended, and from which day on. */
interface Turn {
  readonly kind: Kind;
  readonly person: PersonId;
  /** The request that began it. */
  readonly of: RequestId;
  readonly day: LegalDate;
}
interface Began extends Turn {
  readonly lastDay: LegalDate | null;
  readonly unit: HsaId;
}

/** Who reads what of the child on each of the days, by what was known: reader, service and answer as a line each; sorted.
 *  api.md 3, 6.3 and 8.1 once more, straight from what came to pass. */
export function linesByOracle(story: Story, { knownAt, days }: Asked, policies: AccessPolicies): readonly string[][] {
  const looks = story.told.filter((one): one is Of<'look'> => one.does === 'look');
  const seen = looks.filter((look, index) => index === 0 || look.at <= knownAt);
  const known = { ...story, told: story.told.filter(({ at }) => at <= knownAt) };
  const turns = { began: begunIn(known), ended: endedIn(known) };
  const readers = [story.child, ...new Set(seen.flatMap(({ guardians }) => guardians.map(({ id }) => id)))];
  return days.map((on) => {
    if (on < story.birthDate) return [];
    const inForce = inForceOn(turns, on);
    const lines = readers.flatMap((reader) => {
      const day = {
        ...dayOf(story, seen, on, reader),
        policy: policyOf(policies, on),
        ...measuresFor(reader, inForce),
      };
      return services.map((service) => `${reader} ${service} ${answerOfTable(day, service)}`);
    });
    return lines.sort();
  });
}

const services = ['journal', 'e-services'] as const;

const policyOf = (policies: AccessPolicies, on: LegalDate) =>
  [...policies].reverse().find(({ validFrom }) => validFrom <= on) ?? policies[0];

function dayOf({ child, birthDate }: Story, seen: readonly Of<'look'>[], on: LegalDate, reader: PersonId) {
  const today = seen.filter(({ at }, index) => index === 0 || swedishDay(at) <= on).at(-1)!;
  const died = (id: PersonId) =>
    seen.flatMap((look) => [look.child, ...look.guardians]).findLast((one) => one.id === id)?.died;
  const guardian = today.guardians.find(({ id }) => id === reader);
  return {
    self: reader === child,
    dead: [child, reader].some((id) => (died(id) ?? '9999') <= on),
    age: ageInYears(birthDate, on),
    isGuardian: guardian !== undefined,
    isProtected: today.child.isProtected || guardian?.isProtected === true,
  };
}

function measuresFor(reader: PersonId, inForce: readonly Began[]) {
  const first = (kind: Kind, whose?: PersonId) =>
    inForce.find((one) => one.kind === kind && (whose === undefined || one.person === whose))?.of ?? null;
  const extensions = inForce.filter(({ kind, person }) => kind === 'extension' && person === reader);
  return {
    ...{ seal: first('seal'), lock: first('lock'), block: first('block', reader) },
    extensions: extensions.map(({ of, unit }) => ({ request: of, unit })),
  };
}

interface Turns {
  readonly began: readonly Began[];
  readonly ended: readonly Turn[];
}

/** The first in force first. */
const inForceOn = ({ began, ended }: Turns, on: LegalDate): readonly Began[] =>
  began
    .filter((one) => one.day <= on && (one.lastDay === null || on <= one.lastDay))
    .filter((one) => !ended.some((end) => end.day <= on && isOf(end, one)))
    .sort((one, other) => (`${one.day}${one.of}` < `${other.day}${other.of}` ? -1 : 1));

const isOf = (end: Turn, one: Turn): boolean => end.kind === one.kind && end.of === one.of && end.person === one.person;

const openingsIn = ({ told }: Story): readonly Of<'open'>[] => told.filter((one) => one.does === 'open');

const begunIn = (story: Story): readonly Began[] => openingsIn(story).flatMap((opening) => beginnings(story, opening));

const endedIn = (story: Story): readonly Turn[] => openingsIn(story).flatMap((opening) => endings(story, opening));

interface Standing {
  readonly item: string;
  readonly performedAt: Instant;
}

/** The receipts that stand: the last word on each item, unless it is that there is none. */
function receiptsOf({ told }: Story, request: RequestId): readonly Standing[] {
  const last = new Map<string, Instant | null>();
  for (const one of told)
    if ((one.does === 'receipts' || one.does === 'correct') && one.request === request)
      for (const { item, performedAt } of one.items) last.set(item, performedAt);
  return [...last].flatMap(([item, performedAt]) => (performedAt === null ? [] : [{ item, performedAt }]));
}

/** The first day that was granted: what was asked, but never a day that had passed when it was decided. */
function firstDay({ told }: Story, { request, validFrom, at }: Of<'open'>): LegalDate {
  const asked = validFrom ?? swedishDay(at);
  const grant = told.find((one): one is Of<'grant'> => one.does === 'grant' && one.request === request);
  if (grant === undefined) return asked;
  return grant.validFrom ?? later(asked, swedishDay(grant.at));
}

function lastDay({ told, birthDate }: Story, { request, validUntil }: Of<'open'>): LegalDate {
  const grant = told.find((one): one is Of<'grant'> => one.does === 'grant' && one.request === request);
  return grant?.validUntil ?? validUntil ?? daysFrom(sixteenth(birthDate), -1);
}

function sixteenth(birthDate: LegalDate): LegalDate {
  // Sixteen years after a leap year is a leap year.
  return `${Number(birthDate.slice(0, 4)) + 16}${birthDate.slice(4)}` as LegalDate;
}

const later = (one: LegalDate, other: LegalDate): LegalDate => (one > other ? one : other);

function beginnings(story: Story, opening: Of<'open'>): readonly Began[] {
  const { request: of, procedure, track, unit, guardians } = opening;
  return receiptsOf(story, of).flatMap(({ item, performedAt }): Began[] => {
    const done = swedishDay(performedAt);
    const day = track === 'urgent' ? done : later(done, firstDay(story, opening));
    const whole = { of, day, unit, lastDay: null };
    const [what, person] = item.split(':') as [string, PersonId];
    if (what === 'guardian-blocked') return [{ ...whole, kind: 'block', person }];
    if (what === 'journal-sealed') return [{ ...whole, kind: 'seal', person: story.child }];
    if (what === 'login-locked') return [{ ...whole, kind: 'lock', person: story.child }];
    if (what !== 'minor-access-set') return [];
    const reader = procedure === 'extension.minor' ? story.child : guardians[0]!;
    return [{ ...whole, kind: 'extension', person: reader, lastDay: lastDay(story, opening) }];
  });
}

function endings(story: Story, opening: Of<'open'>): readonly Turn[] {
  const { request, procedure, concerns } = opening;
  return receiptsOf(story, request).flatMap(({ item, performedAt }): readonly Turn[] => {
    const done = swedishDay(performedAt);
    const [what, person] = item.split(':') as [string, PersonId];
    if (procedure === 'block') {
      return what === 'minor-access-removed' ? removedByBlock(story, opening, done) : [];
    }
    const of = concerns!;
    const end = { of, day: later(done, firstDay(story, opening)), person: story.child };
    if (what === 'guardian-unblocked') return [{ ...end, kind: 'block', person }];
    if (what === 'minor-access-removed')
      return begunIn(story)
        .filter((one) => one.of === of)
        .map(({ person: reader }) => ({ ...end, kind: 'extension', person: reader }));
    if (what === 'journal-unsealed') return [{ ...end, kind: 'seal' }];
    if (what === 'login-unlocked') return [{ ...end, kind: 'lock' }];
    if (what !== 'seal-still-set') return [];
    const handedOver = anotherNeedsTheLock(story, opening);
    return [{ ...end, kind: 'seal' }, ...(handedOver ? [{ ...end, kind: 'lock' as const }] : [])];
  });
}

/** A block ends the extensions of its guardians that stood when the executor was told to remove them. */
function removedByBlock(story: Story, opening: Of<'open'>, day: LegalDate): readonly Turn[] {
  return standingWhenJudged(story, opening, 'minor-access-removed')
    .began.filter(({ kind, person }) => kind === 'extension' && opening.guardians.includes(person))
    .map(({ kind, of, person }) => ({ kind, of, person, day }));
}

/** The lock stays for another seal that stands and has one, or is to have one. */
function anotherNeedsTheLock(story: Story, opening: Of<'open'>): boolean {
  const { began, then } = standingWhenJudged(story, opening, 'seal-still-set');
  const isLocked = (request: RequestId) => began.some(({ kind, of }) => kind === 'lock' && of === request);
  const others = began.filter(({ kind, of }) => kind === 'seal' && of !== opening.concerns).map(({ of }) => of);
  return isLocked(opening.concerns!) && others.some((one) => isLocked(one) || lockIsToCome(then, one));
}

function lockIsToCome(story: Story, request: RequestId): boolean {
  const isWanted = story.told.some(
    (one) =>
      (one.does === 'want-lock' && one.request === request) ||
      (one.does === 'open' && one.request === request && one.procedure === 'seal.protected-identity'),
  );
  return isWanted && !receiptsOf(story, request).some(({ item }) => item === 'login-locked');
}

/** A plan is judged at every receipt, for the items that have none yet. */
function standingWhenJudged(story: Story, { request }: Of<'open'>, item: string) {
  const before = (index: number): Story => ({ ...story, told: story.told.slice(0, index) });
  const judged = story.told.findLastIndex(
    (one, index) =>
      one.does === 'receipts' &&
      one.request === request &&
      !receiptsOf(before(index), request).some((receipt) => receipt.item === item),
  );
  const then = before(judged);
  const today = swedishDay(story.told[judged]!.at);
  const ended = endedIn(then);
  const began = begunIn(then)
    .filter((one) => one.lastDay === null || today <= one.lastDay)
    .filter((one) => !ended.some((end) => isOf(end, one) && end.day <= later(today, one.day)));
  return { then, began };
}
