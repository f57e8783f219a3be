import { couldBePersonNumber } from '@sigill/domain';

/** A line of the log in which no digits are left that could be somebody's number, whatever let them in: twelve or ten of them, with
 *  the sign or without, with a check digit that fits. Ids of the program (UUIDs) stay. A bare JSON number becomes 0, so that the
 *  line can be read by machines as before. */
export const scrubbed = (line: string): string =>
  line.replace(uuidOrNumber, (found, digits: string | undefined, at: number) => {
    if (digits === undefined || !couldBePersonNumber(found.replace(/\D/g, '').slice(-10))) return found;
    return isBare(line, at, found.length) ? '0' : '*'.repeat(found.length);
  });

const uuidOrNumber = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|(?<!\d)((?:\d\d)?\d{6}[-+ ]?\d{4})(?!\d)/gi;

/** Does it stand where JSON has a value, without quotation marks? */
const isBare = (line: string, at: number, length: number): boolean =>
  /[:,[]/.test(line.charAt(at - 1)) && /[,}\]]/.test(line.charAt(at + length));
