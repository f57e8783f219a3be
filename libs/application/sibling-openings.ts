import { Injectable } from '@nestjs/common';
import { Beside, OpenedBeside, PersonId, Refusal, RefusalCode, RefusedBeside, RequestState } from '@sigill/domain';
import { Call } from './call';
import { siblingRequestOf } from './ids';
import { OpeningRequests } from './opening-requests';
import { Opening } from './openings';
import { Siblings } from './siblings';
import { SiblingsInRegister } from './siblings-in-register';

/** The requests that a case opens for the siblings: each in the file of its own patient, under an id that every call makes anew. */
@Injectable()
export class SiblingOpenings {
  constructor(
    private readonly requests: OpeningRequests,
    private readonly siblings: Siblings,
    private readonly register: SiblingsInRegister,
  ) {}

  /** One after the other: what is there already stays as it is. @throws StoreUnavailable */
  async open(call: Call, from: RequestState, persons: readonly PersonId[]): Promise<Beside> {
    const opened: OpenedBeside[] = [];
    const refused: RefusedBeside[] = [];
    for (const person of persons) {
      const request = siblingRequestOf(from.id, person);
      const code = await this.barTo(call, from, { person, request });
      if (code === null) opened.push({ person, request });
      else refused.push({ person, code });
    }
    return { opened, refused };
  }

  /** Why it could not be opened; null: it is there. */
  private async barTo(call: Call, from: RequestState, beside: OpenedBeside): Promise<RefusalCode | null> {
    const { person, request } = beside;
    if (await this.siblings.isOfOwnFamily(call.caller, person)) return 'party-to-case';
    if (await this.requests.isThere(request, person)) return null;
    const guardians = await this.register.guardiansInCase(from, person);
    if (guardians?.length === 0) return 'not-a-guardian';
    try {
      await this.requests.openOnce(call, request, openingFor(from, person, guardians ?? from.guardians));
      return null;
    } catch (error) {
      if (error instanceof Refusal) return error.code;
      throw error;
    }
  }
}

/** As the case itself was opened, for another child. */
function openingFor(from: RequestState, child: PersonId, guardians: readonly PersonId[]): Opening {
  const { procedure, unit, contact, caller, persons } = from;
  return {
    procedure: procedure.name,
    patient: numberOf(child, persons),
    unit: unit.hsaId,
    guardians: guardians.map((guardian) => numberOf(guardian, persons)),
    contact: contact ?? (caller === null ? null : { email: caller.email, phone: caller.phone }),
  };
}

/** @throws where the data of the person are erased: nobody can be asked about any more */
function numberOf(person: PersonId, persons: RequestState['persons']): string {
  const identity = persons[person];
  if (identity === undefined) throw new Refusal('unknown-person');
  return identity.personalNumber;
}
