import { isLine, isMailDomain } from '@sigill/domain';

/** Parsers of single values: null where the text is not one. */

export function parsePort(text: string): number | null {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  return port >= 1 && port <= 65_535 ? port : null;
}

export const parseHost = (text: string): string | null => (/^[A-Za-z0-9._:-]{1,253}$/.test(text) ? text : null);

export const isLoopback = (host: string): boolean =>
  host.toLowerCase() === 'localhost' || host === '::1' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host);

/** http or https, without user, query and fragment; given back without a slash at the end. */
export function parseWebUrl(text: string): string | null {
  const url = parseUrl(text, ['http:', 'https:']);
  if (url === null || url.username !== '' || url.password !== '' || /[?#]/.test(text)) return null;
  return text.replace(/\/+$/, '');
}

export function parseUrl(text: string, protocols: readonly string[]): URL | null {
  const url = URL.canParse(text) ? new URL(text) : null;
  return url !== null && url.hostname !== '' && protocols.includes(url.protocol) ? url : null;
}

/** What the form can print on a line or two. */
export const parseFormAddress = (text: string): string | null => (isLine(text, 200) ? text : null);

/** Separated by commas, in lower case. */
export function parseDomains(text: string): readonly string[] | null {
  const domains = text.split(',').map((domain) => domain.trim().toLowerCase());
  return domains.every(isMailDomain) ? domains : null;
}

export function parseOneOf<T extends string>(text: string, allowed: readonly T[]): T | null {
  return allowed.find((each) => each === text) ?? null;
}

/** Separated by commas, each at most once, in the order of `allowed`. */
export function parseSomeOf<T extends string>(text: string, allowed: readonly T[]): readonly T[] | null {
  const given = text.split(',').map((each) => each.trim());
  if (!given.every((each) => parseOneOf(each, allowed) !== null)) return null;
  return allowed.filter((each) => given.includes(each));
}
