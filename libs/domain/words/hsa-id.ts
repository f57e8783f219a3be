import { HsaId } from '../terms';

/** As JSON Schema writes it. */
export const hsaIdPattern = '^SE[0-9]{10}-[A-Za-z0-9]{1,18}$';

/** The national rule (H1): `SE`, ten digits, `-`, 1-18 of A-Z a-z 0-9; so at most 31 characters. Otherwise null. */
export const parseHsaId = (text: string): HsaId | null => (hsaId.test(text) ? (text as HsaId) : null);

const hsaId = new RegExp(hsaIdPattern);
