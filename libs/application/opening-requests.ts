import { Injectable } from '@nestjs/common';
import { invalidBody, PersonalNumber, PersonId, Procedure, procedureNamed, RequestId, Track } from '@sigill/domain';
import { Call } from './call';
import { Stamp } from './case-file';
import { Filing, Outcome, stampOf, Try } from './filing';
import { openingHashOf, requestIdOf } from './ids';
import { Looks } from './looks';
import { Opening, Openings } from './openings';
import { NamedSubjects } from './subjects';

/** An opening of a request that has its id. */
interface ToOpen {
  readonly id: RequestId;
  readonly opening: Opening;
  readonly procedure: Procedure;
  readonly track: Track;
}

/** The one way in which a request begins: its place is said in the log, then its first events in the patient's file. */
@Injectable()
export class OpeningRequests {
  constructor(
    private readonly filing: Filing,
    private readonly openings: Openings,
    private readonly looks: Looks,
    private readonly subjects: NamedSubjects,
  ) {}

  /** @throws Refusal, NotAuthorized, KeyReused, StoreUnavailable */
  async open(call: Call, opening: Opening, track: Track): Promise<Outcome> {
    const procedure = procedureNamed(opening.procedure);
    if (procedure === null) throw invalidBody('/procedure', 'not-an-option');
    const toOpen = { id: requestIdOf(call), opening, procedure, track };
    const number = this.subjects.patientNumber(opening);
    const stamp = stampOf(call, toOpen.id);
    return this.filing.once(call, stamp, async () => {
      const replayed = await this.filing.replayOfOpening(call, toOpen.id, stamp);
      if (replayed !== null) return replayed;
      if (number === null) return this.refused(call, toOpen);
      return this.filing.until(this.looks.idOf(number), { urgent: track === 'urgent' }, (file) =>
        this.carryOut(call, toOpen, number, { file, stamp }),
      );
    });
  }

  /** Does the request stand in the patient's file? */
  isThere(id: RequestId, patient: PersonId): Promise<boolean> {
    return this.filing.until(patient, { urgent: false }, (file) => Promise.resolve(file.requests.has(id)));
  }

  /** On the ordinary track, under an id that several calls can mean: the first of them opens it, whoever it is of.
   *  @throws as `open` */
  async openOnce(call: Call, id: RequestId, opening: Opening): Promise<void> {
    const procedure = procedureNamed(opening.procedure);
    if (procedure === null) throw invalidBody('/procedure', 'not-an-option');
    const toOpen = { id, opening, procedure, track: 'ordinary' } as const;
    const number = this.subjects.patientNumber(opening);
    if (number === null) return this.refused(call, toOpen);
    const stamp = { ...stampOf({ ...call, key: null }, id), commandHash: openingHashOf(id) } satisfies Stamp;
    await this.filing.until(this.looks.idOf(number), { urgent: false }, async (file) => {
      if (!file.requests.has(id)) await this.carryOut(call, toOpen, number, { file, stamp });
    });
  }

  /** The register is asked anew in each try, as the file is. */
  private async carryOut(call: Call, toOpen: ToOpen, number: PersonalNumber, at: Try): Promise<Outcome> {
    const { id, opening, track } = toOpen;
    await this.openings.actorFor(call.caller, opening.unit, track);
    const { file } = await this.looks.within(at.file, number);
    const subjects = await this.subjects.of(opening, file);
    const { patientId } = subjects;
    if (patientId === null) return this.refused(call, toOpen);
    const { now, events } = await this.openings.decided(call.caller, { ...toOpen, subjects, file });
    await this.filing.place(id, patientId, at.stamp, now);
    return this.filing.append({ ...at, file }, [{ request: id, events }], now);
  }

  /** The patient is nobody that the register knows: there is no file to open it in. @throws Refusal, NotAuthorized */
  private async refused(call: Call, toOpen: ToOpen): Promise<never> {
    const subjects = await this.subjects.of(toOpen.opening, null);
    return this.openings.refuse(call.caller, { ...toOpen, subjects });
  }
}
