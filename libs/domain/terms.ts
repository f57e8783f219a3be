/** The words of the field that everything else is written in (Swedish terms in brackets). */

declare const brand: unique symbol;
type Branded<Name extends string> = string & { readonly [brand]: Name };

/** Twelve digits, `YYYYMMDDNNNN`, a real date and a right check digit. */
export type PersonalNumber = Branded<'PersonalNumber'>;
/** Opaque and stable: a UUID that says nothing of the person. */
export type PersonId = Branded<'PersonId'>;
/** `SE` + organisation number + `-` + suffix, at most 31 characters. */
export type HsaId = Branded<'HsaId'>;
/** The id of a request, a UUID in lower case. */
export type RequestId = Branded<'RequestId'>;
/** A calendar date in Europe/Stockholm, `YYYY-MM-DD`. */
export type LegalDate = Branded<'LegalDate'>;
/** RFC 3339 in UTC with milliseconds, `2026-11-22T08:00:00.000Z`; sorts as text. */
export type Instant = Branded<'Instant'>;
/** 64 hexadecimal digits in lower case. */
export type Sha256 = Branded<'Sha256'>;
/** One plain address: ASCII, `local@domain`, nothing that a header, an envelope or a list could read in another way. */
export type MailAddress = Branded<'MailAddress'>;

/** A text in the two languages of the program. */
export interface Wording {
  readonly sv: string;
  readonly en: string;
}

/** The region's population register says one of these (skyddade personuppgifter; domain.md 1.1). */
export const protections = ['none', 'secrecy-marking', 'protected-registration'] as const;
export type Protection = (typeof protections)[number];

/** What a token says a caller may be. */
export const roles = ['staff', 'decision-maker', 'executor', 'auditor', 'operator'] as const;
export type Role = (typeof roles)[number];

/** Who did it, in which capacity. `onBehalfOf` is the head whose delegation was used.
 *  STORAGE FORMAT, like the two below: they stand in events as they are. */
export interface Actor {
  readonly hsaId: string;
  readonly name: string;
  readonly role: Role | 'system';
  readonly unit: HsaId | null;
  readonly onBehalfOf?: HsaId;
}

export interface UnitRef {
  readonly hsaId: HsaId;
  readonly name: string;
}

/** The only place where a person's number and name stand beside the opaque id.
 *  In the log these are sealed under the person's own key. */
export interface Identity {
  readonly id: PersonId;
  readonly personalNumber: PersonalNumber;
  readonly name: string;
}

export type Track = 'ordinary' | 'urgent';

/** A switch over a union ends here; reaching it is a fault of the program. */
export function assertNever(value: never): never {
  throw new Error(`not a member of the union: ${JSON.stringify(value)}`);
}
