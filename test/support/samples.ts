/** Facts of the demo data: published test numbers, invented names. */
export const partille = 'SE2321000131-E000000990001';
export const lerum = 'SE2321000131-E000000990002';
export const boras = 'SE2321000131-E000000990003';
export const drottningSilvia = 'SE2321000131-E000000990006';

/** Children (and their guardians) by what the register says of them. */
export const families = {
  blockOfBoth: { child: '201701012393', guardians: ['198903012386', '198903012394'] },
  sibling: { child: '202206142396', guardians: ['198903012386', '198903012394'] },
  urgent: { child: '201801022383', guardians: ['198603012389', '198603012397'] },
  ofStaff: { child: '202401012394', guardians: ['199203012381', '199203012399'] },
  infant: { child: '202603012382', guardians: ['199503012388', '199503012396'] },
  oneGuardian: { child: '201904152384', guardians: ['199203012399'] },
  twinOne: { child: '201311212383', guardians: ['197803012389', '197803012397'] },
  twinTwo: { child: '201311212391', guardians: ['197803012389', '197803012397'] },
  leapDay: { child: '201202292387', guardians: ['198403012381', '198403012399'] },
  protectedGuardian: { child: '201401032394', guardians: ['198103012384', '198103012392'] },
  deceased: { child: '201609052392', guardians: ['198403012381', '198403012399'] },
} as const;

/** A free text that could be told apart anywhere. */
export const grounds = 'Skälen för beslutet: oro för barnet efter samtal på mottagningen.';
export const opinion = 'Verksamhetschefen delar bedömningen.';

export const blockAnswers = { B4: { answer: true, note: 'Berättelse vid besöket.' }, B9: { answer: true } };

export const contact = { email: 'ssk@vgr.example', phone: '010-473 71 00' };

export const urgentCaller = {
  name: 'Karin Vik',
  vgrId: 'v90101',
  email: 'clinician-partille@vgr.example',
  phone: '010-473 701 00',
};

/** `20170101-2393` */
export const written = (number: string): string => `${number.slice(0, 8)}-${number.slice(8)}`;
/** `20170101-****` */
export const masked = (number: string): string => `${number.slice(0, 8)}-****`;

/** A number with the right check digit: of a birth date `YYYYMMDD` (or a day of 61-91) and three digits. */
export function numberOf(birth: string, three: string): string {
  const digits = [...`${birth.slice(2)}${three}`].map(Number);
  const sum = digits
    .map((digit, index) => (index % 2 === 0 ? digit * 2 : digit))
    .reduce((total, digit) => total + (digit > 9 ? digit - 9 : digit), 0);
  return `${birth}${three}${String((10 - (sum % 10)) % 10)}`;
}

/** An urgent call for the first guardian of a family. */
export const callBodyOf = ({
  child,
  guardians,
}: {
  readonly child: string;
  readonly guardians: readonly string[];
}) => ({
  procedure: 'block',
  patient: child,
  guardians: guardians.slice(0, 1),
  unit: partille,
  caller: urgentCaller,
  responsibleHead: 'Lena Sund',
});
