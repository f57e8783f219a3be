/** As JSON Schema writes it. */
export const caseNumberPattern = '^[0-9]{4}-?[0-9A-HJ-KM-NP-TV-Za-hj-km-np-tv-z]{8}$';

/** `2026-7K3QX9TM`: a year and eight Crockford characters; in any case and with or without its dash, given back as the program
 *  writes it; otherwise null. */
export const parseCaseNumber = (text: string): string | null =>
  caseNumber.test(text) ? `${text.slice(0, 4)}-${text.slice(-8).toUpperCase()}` : null;

const caseNumber = new RegExp(caseNumberPattern);
