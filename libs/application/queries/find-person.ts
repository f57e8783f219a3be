import { IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { guardiansEver, isPartyTo, legalDateOf, Refusal, registeredAfter } from '@sigill/domain';
import { PersonView, personViewOf } from '@sigill/projections';
import { personalNumber } from '../asked-numbers';
import type { Asking } from '../asking';
import { IsNumberText } from '../bodies';
import { Facts } from '../facts';
import { Filing } from '../filing';

export class FindPersonBody {
  @IsNumberText()
  readonly number: string;
}

export interface PersonFound {
  readonly person: PersonView;
  /** Of today. */
  readonly guardians: readonly PersonView[];
}

/** `POST /v1/persons`: who somebody is, and whose guardians, for the one who is about to open a request. Writes nothing. */
export class FindPerson extends Query<PersonFound> {
  constructor(
    readonly asking: Asking,
    readonly body: FindPersonBody,
  ) {
    super();
  }
}

@QueryHandler(FindPerson)
export class FindPersonHandler implements IQueryHandler<FindPerson> {
  constructor(
    private readonly facts: Facts,
    private readonly filing: Filing,
  ) {}

  /** @throws Refusal `invalid-body`, `person-number-type`, `unknown-person`, `party-to-case` */
  async execute({ asking, body }: FindPerson): Promise<PersonFound> {
    const { persons } = this.facts;
    const now = this.facts.now();
    const number = personalNumber({ pointer: '/number', text: body.number }, legalDateOf(now));
    const file = await this.filing.load(persons.idOf(number));
    const registered = registeredAfter(file.register, await persons.looked(number), now);
    if (registered === null) throw new Refusal('unknown-person');
    const { register, identities } = registered;
    const registeredGuardians = [...register.guardians.map(({ id }) => id), ...guardiansEver(file.register.answers)];
    const caller = await persons.knownAt(file, asking.caller);
    if (isPartyTo(caller, { patient: register.patient.id, guardians: [], registeredGuardians }))
      throw new Refusal('party-to-case');
    const [person, ...guardians] = [register.patient, ...register.guardians].map(({ id }) =>
      personViewOf(identities.find((one) => one.id === id) ?? { id, personalNumber: null, name: null }, register),
    );
    if (person === undefined) throw new Error('the register answered without the person asked for');
    return { person, guardians };
  }
}
