import { RunningProgram } from '../../support/program';
import { written } from '../../support/samples';
import * as people from './people';
import { Readers } from './seen';
import { About, Answers, inForce } from './walk';

/** One case from its opening to its end, and what is to be seen on the way. */
export interface Row extends Omit<About, 'patient' | 'guardians'> {
  readonly name: string;
  readonly track: 'ordinary' | 'urgent';
  readonly patient: string;
  readonly guardians?: readonly string[];
  /** What is in force before. */
  readonly given?: (program: RunningProgram) => Promise<unknown>;
  readonly formName: string;
  /** What the procedure itself puts on the form. */
  readonly formSays: readonly string[];
  readonly plan: readonly string[];
  readonly before: Readers;
  readonly after: Readers;
  /** True where an answer of the assessment changes what is done: then a preview before it foretells less. */
  readonly answersMatter?: true;
  /** Urgent: an answer requires an item that is receipted after the assessment. */
  readonly lateItem?: true;
}

const young = { self: 'none age, all own-login', guardian: 'all automatic-guardian, all automatic-guardian' };
const teenager = { self: 'none age, all own-login', guardian: 'none age, none age' };
const alone = { self: 'all own-access, all own-login', guardian: 'none age, none age' };
const grown = { self: 'all own-access, all own-login', guardian: 'none not-guardian, none not-guardian' };
const shut = 'none sealed, none login-locked';

const both = (who: { readonly self: string; readonly guardian: string }): Readers => ({
  self: who.self,
  first: who.guardian,
  second: who.guardian,
});

const everybody = (what: string): Readers => ({ self: what, first: what, second: what });

const lockToo: Answers = { SS4: { answer: true } };
const noLock: Answers = { SS4: { answer: false } };
const unable: Answers = { EG6: { answer: 'CANNOT_EXPRESS' }, EG7: { answer: true } };

export const rows: readonly Row[] = [
  {
    name: 'extension.minor',
    track: 'ordinary',
    procedure: 'extension.minor',
    patient: people.fifteen.child,
    formName: 'Tilldela direktåtkomst för minderårig 13 tom 15 år',
    formSays: ['Gäller enhet', 'Gäller till och med', '2027-09-30', 'Sätt Minderårig tillgång för enheten'],
    plan: ['minor-access-set', 'registry-reference-noted?'],
    before: both(teenager),
    after: { ...both(teenager), self: 'units extension, all own-login' },
  },
  {
    name: 'extension.guardian',
    track: 'ordinary',
    procedure: 'extension.guardian',
    patient: people.fourteen.child,
    guardians: [people.fourteen.guardians[0]],
    answers: unable,
    formName: 'Tilldela direktåtkomst för vårdnadshavare till minderårigs journalinformation 13 t o m 15 år',
    formSays: ['Gäller enhet', '2027-12-31', 'Testa Förälder-Tre', written(people.fourteen.guardians[0])],
    plan: ['minor-access-set', 'registry-reference-noted?'],
    before: both(teenager),
    after: { ...both(teenager), first: 'units extension, none age' },
  },
  {
    name: 'extension-end',
    track: 'ordinary',
    procedure: 'extension-end',
    patient: people.leapDay.child,
    given: (program) => {
      const { child: patient, guardians } = people.leapDay;
      return inForce(program, { procedure: 'extension.guardian', patient, guardians: [guardians[1]] });
    },
    formName: 'Avslut av tilldelad direktåtkomst 13 t o m 15 år',
    formSays: ['Upphör från och med', 'Ta bort Minderårig tillgång', 'Testo Förälder-Tre'],
    plan: ['minor-access-removed', 'registry-reference-noted?'],
    before: { ...both(teenager), second: 'units extension, none age' },
    after: both(teenager),
  },
  {
    name: 'block',
    track: 'ordinary',
    procedure: 'block',
    patient: people.nine.child,
    guardians: people.nine.guardians,
    formName: 'Blockering av vårdnadshavares direktåtkomst',
    formSays: ['tills vidare', ...people.nine.guardians.map(written)],
    plan: [
      'minor-access-checked',
      ...people.nine.guardians.map((guardian) => `guardian-blocked:${written(guardian)}`),
      'registry-reference-noted?',
    ],
    before: both(young),
    after: both({ ...young, guardian: 'none blocked, none blocked' }),
  },
  {
    name: 'block, called in',
    track: 'urgent',
    procedure: 'block',
    patient: people.eight.child,
    guardians: [people.eight.guardians[1]],
    formName: 'Blockering av vårdnadshavares direktåtkomst',
    formSays: ['BRÅDSKANDE', 'Karin Vik', 'v90101', written(people.eight.guardians[1])],
    plan: [
      'minor-access-checked',
      `guardian-blocked:${written(people.eight.guardians[1])}`,
      'registry-reference-noted?',
    ],
    before: both(young),
    after: { ...both(young), second: 'none blocked, none blocked' },
  },
  {
    name: 'block-renewal',
    track: 'ordinary',
    procedure: 'block-renewal',
    patient: people.littleSibling.child,
    given: (program) => {
      const { child: patient, guardians } = people.littleSibling;
      return inForce(program, { procedure: 'block', patient, guardians });
    },
    decision: ({ guardians }) => ({
      guardians: guardians.map(({ id }, index) => ({ guardian: id, outcome: index === 0 ? 'end' : 'continue' })),
    }),
    formName: 'Förlängning blockering av vårdnadshavares direktåtkomst',
    formSays: ['Blockeringen hävs', 'Blockeringen fortsätter tills vidare'],
    plan: [
      `guardian-unblocked:${written(people.littleSibling.guardians[0])}`,
      `block-still-set:${written(people.littleSibling.guardians[1])}`,
      'registry-reference-noted?',
    ],
    before: both({ ...young, guardian: 'none blocked, none blocked' }),
    after: { ...both(young), second: 'none blocked, none blocked' },
    answersMatter: true,
  },
  {
    name: 'block-end',
    track: 'ordinary',
    procedure: 'block-end',
    patient: people.oneGuardian.child,
    given: (program) => {
      const { child: patient, guardians } = people.oneGuardian;
      return inForce(program, { procedure: 'block', patient, guardians });
    },
    formName: 'Upphävande av blockering av vårdnadshavares direktåtkomst',
    formSays: ['Upphör från och med', written(people.oneGuardian.guardians[0])],
    plan: [`guardian-unblocked:${written(people.oneGuardian.guardians[0])}`, 'registry-reference-noted?'],
    before: { self: young.self, first: 'none blocked, none blocked' },
    after: { self: young.self, first: young.guardian },
  },
  {
    name: 'seal.protected-identity',
    track: 'ordinary',
    procedure: 'seal.protected-identity',
    patient: people.protectedChild.child,
    formName: 'Försegling av barns journal via nätet vid skyddat id och låsning av 1177-konto',
    formSays: ['Försegling av journalen', 'Låsning av 1177-kontot', 'Barn', 'tills vidare'],
    plan: ['journal-sealed', 'login-locked', 'proxy-links-checked', 'registry-reference-noted?'],
    before: both({ ...young, guardian: 'none protected, none protected' }),
    after: everybody(shut),
  },
  {
    name: 'seal.protected-identity, called in',
    track: 'urgent',
    procedure: 'seal.protected-identity',
    patient: people.protectedGuardian.child,
    formName: 'Försegling av barns journal via nätet vid skyddat id och låsning av 1177-konto',
    formSays: ['BRÅDSKANDE', 'Försegling av journalen', 'Låsning av 1177-kontot'],
    plan: ['journal-sealed', 'login-locked', 'proxy-links-checked', 'registry-reference-noted?'],
    before: { ...both(young), first: 'none protected, none protected' },
    after: everybody(shut),
  },
  {
    name: 'seal.staff',
    track: 'ordinary',
    procedure: 'seal.staff',
    patient: people.eighteen.child,
    answers: noLock,
    formName: 'Försegling av direktåtkomst på uppdrag av hälso- och sjukvårdspersonal',
    formSays: ['Låsning av 1177-inloggningen', 'Nej', 'Patient'],
    plan: ['journal-sealed', 'login-locked?', 'registry-reference-noted?'],
    before: both(grown),
    after: {
      self: 'none sealed, all own-login',
      first: 'none sealed, none not-guardian',
      second: 'none sealed, none not-guardian',
    },
  },
  {
    name: 'seal.staff, called in',
    track: 'urgent',
    procedure: 'seal.staff',
    patient: people.adult.child,
    answers: lockToo,
    formName: 'Försegling av direktåtkomst på uppdrag av hälso- och sjukvårdspersonal',
    formSays: ['BRÅDSKANDE', 'Låsning av 1177-inloggningen', 'Ja'],
    plan: ['journal-sealed', 'login-locked', 'registry-reference-noted?'],
    before: both(grown),
    after: everybody(shut),
    answersMatter: true,
    lateItem: true,
  },
  {
    name: 'seal.patient',
    track: 'ordinary',
    procedure: 'seal.patient',
    patient: people.seventeen.child,
    formName: 'Försegling av direktåtkomst på uppdrag av patient',
    formSays: ['Identitetshandling', 'Pass', 'Låsning av 1177-inloggningen', 'Ja', 'Patient'],
    plan: ['journal-sealed', 'login-locked', 'registry-reference-noted?'],
    before: both(alone),
    after: everybody(shut),
    answersMatter: true,
  },
  {
    name: 'unseal.staff of a seal with a lock',
    track: 'ordinary',
    procedure: 'unseal.staff',
    patient: people.justEighteen.child,
    given: (program) =>
      inForce(program, { procedure: 'seal.staff', patient: people.justEighteen.child, answers: lockToo }),
    formName: 'Återställande av direktåtkomst på uppdrag av hälso- och sjukvårdspersonal',
    formSays: ['Upphör från och med', 'Häv förseglingen i Admin Journalen', 'Ta bort låset'],
    plan: ['journal-unsealed', 'login-unlocked', 'registry-reference-noted?'],
    before: everybody(shut),
    after: both(grown),
  },
  {
    name: 'unseal.staff of a seal at protected identity',
    track: 'ordinary',
    procedure: 'unseal.staff',
    patient: people.newborn.child,
    given: (program) => inForce(program, { procedure: 'seal.protected-identity', patient: people.newborn.child }),
    formName: 'Återställande av direktåtkomst på uppdrag av hälso- och sjukvårdspersonal',
    formSays: ['Upphör från och med', 'vårdnadshavare som ska vara blockerad'],
    plan: ['blocks-checked', 'journal-unsealed', 'login-unlocked', 'registry-reference-noted?'],
    before: everybody(shut),
    after: both(young),
  },
  {
    name: 'unseal.patient',
    track: 'ordinary',
    procedure: 'unseal.patient',
    patient: people.sixteen.child,
    given: (program) =>
      inForce(program, {
        procedure: 'seal.patient',
        patient: people.sixteen.child,
        answers: { 'lock-login': { answer: false } },
      }),
    formName: 'Upplåsning av direktåtkomst på uppdrag av patient',
    formSays: ['Upphör från och med', 'Identitetshandling', 'Pass'],
    plan: ['journal-unsealed', 'registry-reference-noted?'],
    before: { self: 'none sealed, all own-login', first: 'none sealed, none age', second: 'none sealed, none age' },
    after: both(alone),
  },
];
