import { HsaId, LegalDate, MailAddress, parsePersonNumber, PersonalNumber, Role } from '@sigill/domain';

/** Parsers of the texts in a register file: null where the text is not one. */

/** Twelve digits of an ordinary personal number. Whether its holder is born yet is for the rules to say. */
export function personalNumber(text: string): PersonalNumber | null {
  if (!/^\d{12}$/.test(text)) return null;
  const parsed = parsePersonNumber(text, lastDayOfTime);
  return parsed.kind === 'personal' ? parsed.number : null;
}

/** 1-200 characters on one line; given back composed (NFC). */
export const line = (text: string): string | null =>
  /^\P{C}{1,200}$/u.test(text) && text.trim() === text ? text.normalize('NFC') : null;

export const role = (text: string): Role | null => roles.find((each) => each === text) ?? null;

export const vgrId = (text: string): string | null => (/^[a-z0-9]{1,20}$/i.test(text) ? text : null);

/** It becomes a client id, so it must stand in a user name of HTTP as it is. */
export const persona = (text: string): string | null => (/^[a-z0-9][a-z0-9-]{0,63}$/.test(text) ? text : null);

export const phone = (text: string): string | null => (/^[\d ()+-]{3,30}$/.test(text) ? text : null);

/** The shape of a procedure's name; which exist is for the registry of procedures to say. */
export const procedureName = (text: string): string | null =>
  /^[a-z]+(-[a-z]+)*(\.[a-z]+(-[a-z]+)*)?$/.test(text) ? text : null;

export const notAnHsaId = 'an HSA-id (SE, ten digits, -, 1-18 letters and digits)';
export const notADate = 'a date (YYYY-MM-DD)';
export const notANumber = 'a personal number (twelve digits, right check digit)';
export const notALine = 'a text of 1-200 characters on one line';

/** Stand-ins after a fault; a file with faults is never used. */
export const noHsaId = '' as HsaId;
export const noAddress = '' as MailAddress;
export const noDate = '' as LegalDate;
export const noNumber = '' as PersonalNumber;

const lastDayOfTime = '9999-12-31' as LegalDate;
const roles = ['staff', 'decision-maker', 'executor', 'auditor', 'operator'] as const satisfies readonly Role[];
