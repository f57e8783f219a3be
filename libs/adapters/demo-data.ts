/** Demo data in the format of `POPULATION_FILE` and `DIRECTORY_FILE`: care units, staff and a population register.
 *  Persons bear Skatteverket's published test numbers (202603012382, 202611052396, 201904152384 and 201609052392 are
 *  made by the same rule); names and HSA-ids are invented. */
const organisation = 'SE2321000131';
const unitId = (number: string): string => `${organisation}-E000000990${number}`;
const staffId = (number: string): string => `${organisation}-P000000990${number}`;

interface Unit {
  readonly kind: string;
  readonly recordSystem: string | null;
  readonly head: string | null;
  readonly excludedAs?: string;
}

/** `head`: the head of operations, null = vacant. */
const unit = (number: string, name: string, { kind, recordSystem, head, excludedAs }: Unit) => ({
  hsaId: unitId(number),
  name,
  kind,
  recordSystem,
  email: `enhet-${number}@vgr.example`,
  head: head === null ? null : staffId(head),
  ...(excludedAs === undefined ? {} : { excludedFromDirectAccess: { listedAs: excludedAs, since: '2016-06-01' } }),
});

interface Member {
  readonly unit: string | null;
  readonly role?: string;
  /** Two digits in the middle of the telephone number, where they do not follow from the number. */
  readonly phone?: string;
  readonly personalNumber?: string;
}

const member = (number: string, persona: string, name: string, at: Member) => ({
  persona,
  hsaId: staffId(number),
  name,
  unit: at.unit === null ? null : unitId(at.unit),
  roles: [at.role ?? 'staff'],
  email: `${persona}@vgr.example`,
  phone: `010-473 7${at.phone ?? number.slice(1)} 00`,
  vgrId: `v90${number}`,
  ...(at.personalNumber === undefined ? {} : { personalNumber: at.personalNumber }),
});

const parent = (personalNumber: string, name: string, protection = 'none') => ({ personalNumber, name, protection });

interface Child {
  readonly note?: string;
  readonly protection?: string;
  readonly deceasedOn?: string;
}

const child = (personalNumber: string, ordinal: string, guardians: readonly string[], more: Child = {}) => ({
  personalNumber,
  name: `Test Barn-${ordinal}`,
  protection: 'none',
  guardians,
  ...more,
});

const parentsOne = ['197803012389', '197803012397'];
const parentsTwo = ['198103012384', '198103012392'];
const parentsThree = ['198403012381', '198403012399'];
const parentsFour = ['198603012389', '198603012397'];
const parentsFive = ['198903012386', '198903012394'];
const parentsSix = ['199203012381', '199203012399'];
const parentsSeven = ['199503012388', '199503012396'];
const visph = 'AsynjaVisph';
const habilitation = 'Habilitering & Hälsa, barn- och ungdomshabiliteringen Göteborg';
const bup = 'Barn- och ungdomspsykiatri (BUP)';

export const demoData = {
  provider: { hsaId: `${organisation}-E000000000001`, name: 'Västra Götalandsregionen' },
  units: [
    unit('001', 'Närhälsan Partille vårdcentral', { kind: 'primary-care', recordSystem: visph, head: '103' }),
    unit('002', 'Närhälsan Lerum vårdcentral', { kind: 'primary-care', recordSystem: visph, head: '112' }),
    unit('003', 'Närhälsan Borås barnhälsovård', { kind: 'primary-care', recordSystem: visph, head: null }),
    unit('005', habilitation, { kind: 'habilitation', recordSystem: visph, head: '106' }),
    unit('006', 'Drottning Silvias barnsjukhus, barnmedicin', {
      kind: 'hospital',
      recordSystem: 'Melior',
      head: '114',
    }),
    unit('007', 'SÄS, barn- och ungdomsmottagningen', { kind: 'hospital', recordSystem: 'Melior', head: null }),
    unit('020', 'BUP-mottagning Göteborg', {
      kind: 'child-psychiatry',
      recordSystem: 'Melior',
      head: '108',
      excludedAs: bup,
    }),
    unit('021', 'Ungdomsmottagning Centrum', {
      kind: 'youth-clinic',
      recordSystem: visph,
      head: null,
      excludedAs: 'Ungdomsmottagningar',
    }),
    unit('090', 'VGR-IT servicedesk', { kind: 'it', recordSystem: null, head: null }),
  ],
  staff: [
    member('101', 'clinician-partille', 'Karin Vik', { unit: '001' }),
    member('102', 'clinician2-partille', 'Mona Alm', { unit: '001' }),
    member('103', 'head-partille', 'Lena Sund', { unit: '001', role: 'decision-maker' }),
    member('104', 'designee-partille', 'Per Rosén', { unit: '001' }),
    member('105', 'clinician-habilitation', 'Eva Brandt', { unit: '005' }),
    member('106', 'head-habilitation', 'Olof Lind', { unit: '005', role: 'decision-maker' }),
    member('107', 'clinician-bup', 'Sara Holm', { unit: '020' }),
    member('108', 'head-bup', 'Jan Ek', { unit: '020', role: 'decision-maker' }),
    member('109', 'parent-partille', 'Testa Förälder-Sex', { unit: '001', personalNumber: '199203012381' }),
    member('110', 'former-designee-partille', 'Bo Gren', { unit: '001' }),
    member('111', 'clinician-lerum', 'Åsa Lund', { unit: '002' }),
    member('112', 'head-lerum', 'Ulf Ström', { unit: '002', role: 'decision-maker' }),
    member('113', 'clinician-drottning-silvia', 'Liv Norén', { unit: '006' }),
    member('114', 'head-drottning-silvia', 'Siv Åkesson', { unit: '006', role: 'decision-maker' }),
    member('190', 'executor', 'Ida Nord', { unit: '090', role: 'executor', phone: '09' }),
    member('191', 'executor2', 'Nils Öst', { unit: '090', role: 'executor', phone: '10' }),
    member('195', 'auditor', 'Rut Berg', { unit: null, role: 'auditor', phone: '11' }),
    member('199', 'operator', 'Tor Dahl', { unit: null, role: 'operator', phone: '12' }),
  ],
  delegations: [
    {
      by: staffId('103'),
      to: staffId('104'),
      unit: unitId('001'),
      procedures: ['extension.minor', 'extension.guardian', 'extension-end', 'block-renewal', 'block-end'],
      from: '2026-01-01',
      until: '2028-12-31',
    },
    {
      by: staffId('103'),
      to: staffId('110'),
      unit: unitId('001'),
      procedures: ['extension.minor', 'extension.guardian'],
      from: '2025-01-01',
      until: '2025-12-31',
      note: 'expired',
    },
  ],
  population: [
    parent('197803012389', 'Testa Förälder-Ett'),
    parent('197803012397', 'Testo Förälder-Ett'),
    parent('198103012384', 'Testa Förälder-Två', 'protected-registration'),
    parent('198103012392', 'Testo Förälder-Två'),
    parent('198403012381', 'Testa Förälder-Tre'),
    parent('198403012399', 'Testo Förälder-Tre'),
    parent('198603012389', 'Testa Förälder-Fyra'),
    parent('198603012397', 'Testo Förälder-Fyra'),
    parent('198903012386', 'Testa Förälder-Fem'),
    parent('198903012394', 'Testo Förälder-Fem'),
    parent('199203012381', 'Testa Förälder-Sex'),
    parent('199203012399', 'Testo Förälder-Sex'),
    parent('199503012388', 'Testa Förälder-Sju'),
    parent('199503012396', 'Testo Förälder-Sju'),
    child('202603012382', '01', parentsSeven, { note: 'infant' }),
    child('202611052396', '02', parentsSeven, { note: 'newborn' }),
    child('202401012394', '03', parentsSix, { note: 'toddler' }),
    child('202206142396', '04', parentsFive, { note: 'sibling of 201701012393' }),
    child('201801022383', '05', parentsFour, { note: 'first e-ID age; urgent block' }),
    child('201701012393', '06', parentsFive, { note: 'block of both guardians' }),
    child('201501022386', '07', parentsThree, { protection: 'secrecy-marking', note: 'protected identity' }),
    child('201401032394', '08', parentsTwo, { note: 'guardian 198103012384 is protected, the child is not' }),
    child('201311222382', '09', parentsOne, { note: 'turns 13 on 2026-11-22' }),
    child('201311212383', '10', parentsOne, { note: 'turned 13 on 2026-11-21; twin of next' }),
    child('201311212391', '11', parentsOne, { note: 'twin of previous' }),
    child('201311202392', '12', parentsOne, { note: 'turned 13 on 2026-11-20' }),
    child('201202292387', '13', parentsThree, { note: 'born on 29 February' }),
    child('201201012398', '14', parentsThree, { note: 'guardian extension; cannot express a will' }),
    child('201110012380', '15', parentsFour, { note: 'minor’s extension' }),
    child('201011222385', '16', parentsFour, { note: 'turns 16 on 2026-11-22' }),
    child('201011212386', '17', parentsSix, { note: 'turned 16 on 2026-11-21' }),
    child('201011202395', '18', parentsSix, { note: 'turned 16 on 2026-11-20' }),
    child('200910012384', '19', parentsSeven, { note: 'own seal at 17' }),
    child('200811222397', '20', parentsSeven, { note: 'turns 18 on 2026-11-22' }),
    child('200811212380', '21', parentsSeven, { note: 'turned 18 on 2026-11-21' }),
    child('200802292391', '22', parentsSeven, { note: 'adult born on 29 February' }),
    child('201904152384', '23', ['199203012399'], { note: 'one guardian only' }),
    child('201609052392', '24', parentsThree, { deceasedOn: '2025-03-14', note: 'deceased' }),
  ],
};
