import { Injectable } from '@nestjs/common';
import { addDays, invalidBody, legalDateOf, parsePersonNumber, startOfDay, states } from '@sigill/domain';
import type { HsaId, LegalDate, PersonId } from '@sigill/domain';
import { isUuid } from '@sigill/event-log';
import type { RequestFilter } from '@sigill/projections';
import { IsHsaId, IsLegalDate, IsLimit, IsOneOf, IsTrueOrFalse, IsWords, limits, Optional } from '../bodies';
import { Facts } from '../facts';
import { PersonIds } from '../ports';

export class SearchBody {
  @Optional()
  @IsOneOf(states)
  readonly state?: string | null;

  @Optional()
  @IsWords(limits.reference)
  readonly procedure?: string | null;

  @Optional()
  @IsWords(limits.reference)
  readonly kind?: string | null;

  @Optional()
  @IsHsaId()
  readonly unit?: HsaId | null;

  @Optional()
  @IsOneOf(['ordinary', 'urgent'])
  readonly track?: string | null;

  @Optional()
  @IsOneOf(['granted', 'refused', 'withdrawn'])
  readonly outcome?: string | null;

  /** A number as written, or a person's id. */
  @Optional()
  @IsWords(limits.reference)
  readonly patient?: string | null;

  /** First and last day of opening, both inclusive. */
  @Optional()
  @IsLegalDate()
  readonly openedFrom?: LegalDate | null;

  @Optional()
  @IsLegalDate()
  readonly openedTo?: LegalDate | null;

  @Optional()
  @IsTrueOrFalse()
  readonly overdue?: boolean | null;

  @Optional()
  @IsLimit()
  readonly limit?: number | null;

  @Optional()
  @IsWords(limits.freeText)
  readonly cursor?: string | null;
}

/** What a search's body asks for, as the rows are searched. */
@Injectable()
export class SearchedFor {
  constructor(
    private readonly facts: Facts,
    private readonly personIds: PersonIds,
  ) {}

  /** @throws Refusal `invalid-body` at /patient */
  filterOf({
    openedFrom,
    openedTo,
    overdue,
    patient,
    state,
    procedure,
    kind,
    unit,
    track,
    outcome,
  }: SearchBody): RequestFilter {
    return {
      ...{ state, procedure, kind, unit, track, outcome },
      patient: patient === undefined || patient === null ? null : this.patientId(patient),
      openedFrom: openedFrom ? startOfDay(openedFrom) : null,
      openedBefore: openedTo ? startOfDay(addDays(openedTo, 1)) : null,
      dueBefore: overdue === true ? this.facts.now() : null,
    };
  }

  private patientId(text: string): PersonId {
    const id = text.toLowerCase();
    if (isUuid(id)) return id as PersonId;
    const parsed = parsePersonNumber(text, legalDateOf(this.facts.now()));
    if (parsed.kind !== 'personal')
      throw invalidBody('/patient', parsed.kind === 'invalid' ? parsed.fault : 'no-number');
    return this.personIds.idOf(parsed.number);
  }
}
