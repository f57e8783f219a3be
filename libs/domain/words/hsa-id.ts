import { HsaId } from '../terms';

/** The national rule (H1): `SE`, ten digits, `-`, 1-18 of A-Z a-z 0-9; so at most 31 characters. Otherwise null. */
export const parseHsaId = (text: string): HsaId | null =>
  /^SE\d{10}-[A-Za-z0-9]{1,18}$/.test(text) ? (text as HsaId) : null;
