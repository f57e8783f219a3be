import { MailAddress } from '../terms';

/** One plain address or null. Stricter than RFC 5321: no quoted local part, comment, display name, group, list, address
 *  literal, source route (`%`, `!`), trailing dot or single-label domain; international domains in their `xn--` form only.
 *  The domain comes back in lower case, the local part as written. */
export function parseMailAddress(text: string): MailAddress | null {
  if (text.length > longestAddress) return null;
  const at = text.indexOf('@');
  const local = text.slice(0, at);
  const domain = text.slice(at + 1).toLowerCase();
  if (at < 1 || local.length > longestLocalPart) return null;
  return plainLocalPart.test(local) && isMailDomain(domain) ? (`${local}@${domain}` as MailAddress) : null;
}

/** The part after the `@`, in lower case. */
export const mailDomain = (address: MailAddress): string => address.slice(address.indexOf('@') + 1);

/** The part after an `@`, in lower case: two labels at least, the last of which holds a letter. */
export function isMailDomain(domain: string): boolean {
  const labels = domain.split('.');
  const top = labels.at(-1) ?? '';
  return labels.length >= 2 && labels.every((part) => label.test(part)) && /[a-z]/.test(top);
}

/** RFC 5321 4.5.3.1: a path of 256 characters with its angle brackets, a local part of 64. */
const longestAddress = 254;
const longestLocalPart = 64;

const plainLocalPart = /^[A-Za-z0-9_][A-Za-z0-9_+'=&~-]*(\.[A-Za-z0-9_+'=&~-]+)*$/;
const label = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;
