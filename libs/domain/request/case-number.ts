import { LegalDate, RequestId } from '../terms';

const crockford = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** `2026-7K3QX9TM`: the year of opening and eight Crockford characters, the first 40 bits of the request's id. */
export function caseNumberOf(id: RequestId, openedOn: LegalDate): string {
  const bits = BigInt(`0x${id.replaceAll('-', '').slice(0, 10)}`);
  const characters = Array.from({ length: 8 }, (_, at) => crockford[Number((bits >> BigInt(5 * (7 - at))) & 31n)]);
  return `${openedOn.slice(0, 4)}-${characters.join('')}`;
}
