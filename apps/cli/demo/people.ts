import { Draw } from './draw';

export interface Workplace {
  readonly unit: string;
  readonly clinician: string;
  readonly head: string;
  readonly headName: string;
}

/** Units of the demo data where cases are handled. */
export const workplaces: readonly Workplace[] = [
  { unit: 'SE2321000131-E000000990001', clinician: 'clinician-partille', head: 'head-partille', headName: 'Lena Sund' },
  { unit: 'SE2321000131-E000000990002', clinician: 'clinician-lerum', head: 'head-lerum', headName: 'Ulf Ström' },
  {
    unit: 'SE2321000131-E000000990005',
    clinician: 'clinician-habilitation',
    head: 'head-habilitation',
    headName: 'Olof Lind',
  },
  {
    unit: 'SE2321000131-E000000990006',
    clinician: 'clinician-drottning-silvia',
    head: 'head-drottning-silvia',
    headName: 'Siv Åkesson',
  },
];

/** Its records are kept out of direct access: an extension is refused. */
export const excludedWorkplace: Workplace = {
  unit: 'SE2321000131-E000000990020',
  clinician: 'clinician-bup',
  head: 'head-bup',
  headName: 'Jan Ek',
};

interface Child {
  readonly number: string;
  readonly guardians: readonly string[];
}

/** Children up to 12 of the demo data, with the guardians that the register gives them. */
const small: readonly Child[] = [
  { number: '201701012393', guardians: ['198903012386', '198903012394'] },
  { number: '202206142396', guardians: ['198903012386', '198903012394'] },
  { number: '201801022383', guardians: ['198603012389', '198603012397'] },
  { number: '202401012394', guardians: ['199203012381', '199203012399'] },
  { number: '202603012382', guardians: ['199503012388', '199503012396'] },
  { number: '201904152384', guardians: ['199203012399'] },
];

/** Aged 13-15. */
export const teens: readonly Child[] = [
  { number: '201201012398', guardians: ['198403012381', '198403012399'] },
  { number: '201110012380', guardians: ['198603012389', '198603012397'] },
  { number: '201202292387', guardians: ['198403012381', '198403012399'] },
  { number: '201311202392', guardians: ['197803012389', '197803012397'] },
];

/** Protected themselves, or with a protected guardian. */
const threatened: readonly Child[] = [
  { number: '201501022386', guardians: ['198403012381', '198403012399'] },
  { number: '201401032394', guardians: ['198103012384', '198103012392'] },
];

/** From 16: they read alone. */
const grown: readonly Child[] = [
  { number: '200910012384', guardians: [] },
  { number: '200811212380', guardians: [] },
  { number: '201011202395', guardians: [] },
];

/** A co-ordination number: refused by its type. */
const coordinationNumber = '201403812389';

const pools: Readonly<Record<string, readonly Child[]>> = {
  block: [...small, ...teens],
  'block-end': [...small, ...teens],
  'extension.minor': teens,
  'extension.guardian': teens,
  'seal.protected-identity': threatened,
  'seal.staff': grown,
  'seal.patient': grown,
  'unseal.staff': [...grown, ...threatened],
};

/** Whom a request is about, by number. */
export interface Subject {
  readonly patient: string;
  readonly guardians: readonly string[];
}

/** Draws whom a request is about, now and then somebody whom the rules refuse. */
export function subjectOf(
  procedure: string,
  draw: Draw,
): { readonly patient: string; readonly guardians: readonly string[] } {
  const child = draw.pick(pools[procedure] ?? small);
  const patient = draw.chance(0.03) ? coordinationNumber : child.number;
  const both = procedure === 'block' && draw.chance(0.4);
  const named = procedure === 'block' || procedure === 'extension.guardian';
  return { patient, guardians: named ? child.guardians.slice(0, both ? 2 : 1) : [] };
}
