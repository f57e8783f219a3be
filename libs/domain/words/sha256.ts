import { Sha256 } from '../terms';

/** As JSON Schema writes it. */
export const sha256Pattern = '^[0-9a-f]{64}$';

/** Null for anything else, and for capital letters. */
export const parseSha256 = (text: string): Sha256 | null => (sha256.test(text) ? (text as Sha256) : null);

const sha256 = new RegExp(sha256Pattern);
