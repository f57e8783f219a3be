import {
  HsaId,
  LegalDate,
  MailAddress,
  parseName,
  PersonalNumber,
  Protection,
  protections,
  Role,
  roles,
} from '@sigill/domain';

/** Parsers of what only a register file holds: null where the text is not one. Every other kind of word has its one rule in
 *  the domain. */

/** A name without blanks around it. */
export const line = (text: string): string | null => (text.trim() === text ? parseName(text) : null);

export const role = (text: string): Role | null => roles.find((each) => each === text) ?? null;

export const protection = (text: string): Protection | null => protections.find((each) => each === text) ?? null;

/** It becomes a client id, so it must stand in a user name of HTTP as it is. */
export const persona = (text: string): string | null => (/^[a-z0-9][a-z0-9-]{0,63}$/.test(text) ? text : null);

/** The shape of a procedure's name; which exist is for the registry of procedures to say. */
export const procedureName = (text: string): string | null =>
  /^[a-z]+(-[a-z]+)*(\.[a-z]+(-[a-z]+)*)?$/.test(text) ? text : null;

export const notAnHsaId = 'an HSA-id (SE, ten digits, -, 1-18 letters and digits)';
export const notADate = 'a date (YYYY-MM-DD)';
export const notANumber = 'a personal number (twelve digits, right check digit)';
export const notListed = 'a line of the region’s list of units that are excluded from direct access';
export const notALine = 'a text of 1-200 characters on one line';

/** Stand-ins after a fault; a file with faults is never used. */
export const noHsaId = '' as HsaId;
export const noAddress = '' as MailAddress;
export const noDate = '' as LegalDate;
export const noNumber = '' as PersonalNumber;
