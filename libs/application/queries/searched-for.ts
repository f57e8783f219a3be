import { Injectable } from '@nestjs/common';
import { addDays, invalidBody, legalDateOf, parsePersonNumber, startOfDay } from '@sigill/domain';
import type { PersonId } from '@sigill/domain';
import { isUuid } from '@sigill/event-log';
import type { RequestFilter } from '@sigill/projections';
import { Facts } from '../facts';
import { PersonIds } from '../ports';
import type { SearchBody } from './search-requests';

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
    if (parsed.kind !== 'personal') throw invalidBody('/patient', 'no-number');
    return this.personIds.idOf(parsed.number);
  }
}
