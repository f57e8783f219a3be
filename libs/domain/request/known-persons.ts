import { guardiansIn, RegisterSnapshot } from '../register/snapshot';
import { Identity, PersonId } from '../terms';
import { RequestState } from './state';

/** Most events name whom the request knows already. */
export function withPersons(known: RequestState['persons'], named: readonly Identity[]): RequestState['persons'] {
  const news = named.filter((person) => !isKnown(known[person.id], person));
  return news.length === 0 ? known : { ...known, ...Object.fromEntries(news.map((person) => [person.id, person])) };
}

const isKnown = (known: Identity | undefined, { name, personalNumber }: Identity): boolean =>
  known !== undefined && known.name === name && known.personalNumber === personalNumber;

/** Everyone whom a register answer has named as guardian. */
export function withGuardians(known: readonly PersonId[], register: RegisterSnapshot): readonly PersonId[] {
  const news = guardiansIn(register).filter((one) => !known.includes(one));
  return news.length === 0 ? known : [...known, ...new Set(news)];
}
