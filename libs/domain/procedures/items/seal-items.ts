import { standing } from '../../measures/measures-of';
import { PlanItem } from '../../measures/measures';
import { begin, end, registryReferenceNoted } from './plan-items';
import { PlanFacts } from '../procedure';

/** The items of seals and unseals (api.md 3). A seal takes the journal, a lock the 1177 login: two tools, two receipts. */

export const journalSealed = (facts: PlanFacts): PlanItem => ({
  item: 'journal-sealed',
  title: { sv: 'Försegla journalen i Admin Journalen', en: 'Seal the journal in Admin Journalen' },
  required: true,
  effects: [begin(facts, 'seal', facts.patient)],
});

export const loginLocked = (facts: PlanFacts, required: boolean): PlanItem => ({
  item: 'login-locked',
  title: { sv: 'Lås inloggningen till 1177', en: 'Lock the login to 1177' },
  required,
  effects: [begin(facts, 'lock', facts.patient)],
});

export const proxyLinksChecked: PlanItem = {
  item: 'proxy-links-checked',
  title: { sv: 'Kontrollera att ombudskopplingarna är borta', en: 'Check that the proxy links are gone' },
  required: true,
  effects: [],
};

/** What reopens an account. The journal is opened only when no other seal stands, and the login only when no other seal
 *  has locked it; then this seal's own part ends all the same. A child's blocks are checked first (I5). */
export function unsealing(facts: PlanFacts): readonly PlanItem[] {
  const { concerns, patient } = facts;
  if (concerns === null) return [];
  const others = standing(facts.measures, 'seal', facts.today).filter(({ request }) => request !== concerns);
  const locks = standing(facts.measures, 'lock', facts.today);
  const lockedHere = locks.some(({ request }) => request === concerns);
  const lockStillNeeded = others.some(
    ({ request }) => locks.some((lock) => lock.request === request) || facts.locksToCome.includes(request),
  );
  const endsSeal = end('seal', patient, concerns, 'valid-from');
  const endsLock = end('lock', patient, concerns, 'valid-from');
  const handedOver = lockedHere && lockStillNeeded ? [endsLock] : [];
  return [
    ...(facts.readsAlone ? [] : [blocksChecked]),
    others.length > 0
      ? { ...sealStillSet, effects: [endsSeal, ...handedOver] }
      : { ...journalUnsealed, effects: [endsSeal] },
    ...(lockedHere && !lockStillNeeded ? [{ ...loginUnlocked, effects: [endsLock] }] : []),
    registryReferenceNoted,
  ];
}

const blocksChecked: PlanItem = {
  item: 'blocks-checked',
  title: {
    sv: 'Kontrollera att blockeringen av vårdnadshavaren gäller',
    en: 'Check that a guardian who is to be blocked is blocked',
  },
  required: true,
  effects: [],
};

const journalUnsealed = {
  item: 'journal-unsealed',
  title: { sv: 'Häv förseglingen i Admin Journalen', en: 'Lift the seal in Admin Journalen' },
  required: true,
};

const sealStillSet = {
  item: 'seal-still-set',
  title: {
    sv: 'Låt förseglingen ligga kvar: en annan försegling gäller',
    en: 'Leave the seal set: another seal is in force',
  },
  required: true,
};

const loginUnlocked = {
  item: 'login-unlocked',
  title: { sv: 'Ta bort låset på inloggningen till 1177', en: 'Remove the lock on the login to 1177' },
  required: true,
};
