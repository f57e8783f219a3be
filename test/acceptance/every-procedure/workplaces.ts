/** A unit of the demo data, and who works there. */
export interface Workplace {
  readonly unit: string;
  readonly name: string;
  readonly staff: string;
  readonly head: string;
  readonly headName: string;
}

export const partille: Workplace = {
  unit: 'SE2321000131-E000000990001',
  name: 'Närhälsan Partille vårdcentral',
  staff: 'clinician-partille',
  head: 'head-partille',
  headName: 'Lena Sund',
};

export const lerum: Workplace = {
  unit: 'SE2321000131-E000000990002',
  name: 'Närhälsan Lerum vårdcentral',
  staff: 'clinician-lerum',
  head: 'head-lerum',
  headName: 'Ulf Ström',
};

export const habilitation: Workplace = {
  unit: 'SE2321000131-E000000990005',
  name: 'Habilitering & Hälsa, barn- och ungdomshabiliteringen Göteborg',
  staff: 'clinician-habilitation',
  head: 'head-habilitation',
  headName: 'Olof Lind',
};

/** Excluded from direct access. */
export const bup: Workplace = {
  unit: 'SE2321000131-E000000990020',
  name: 'BUP-mottagning Göteborg',
  staff: 'clinician-bup',
  head: 'head-bup',
  headName: 'Jan Ek',
};
