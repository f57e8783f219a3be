import { Injectable } from '@nestjs/common';
import { addDays, invalidBody, legalDateOf, startOfDay, states } from '@sigill/domain';
import type { HsaId, Instant, LegalDate, PersonId } from '@sigill/domain';
import { isUuid } from '@sigill/event-log';
import { figures, isStanding } from '@sigill/projections';
import type { Figure, FigureFilter, MeasureStanding, RequestFilter } from '@sigill/projections';
import {
  IsCaseNumber,
  IsHsaId,
  IsInstant,
  IsLegalDate,
  IsLimit,
  IsOneOf,
  IsTrueOrFalse,
  IsWords,
  limits,
  Optional,
} from '../bodies';
import { AskedNumber, personalNumber, rightlyWritten } from '../asked-numbers';
import { Facts } from '../facts';
import { Caller, PersonIds } from '../ports';

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

  @Optional()
  @IsCaseNumber()
  readonly caseNumber?: string | null;

  /** Named in the request: a number as written, or a person's id. */
  @Optional()
  @IsWords(limits.reference)
  readonly guardian?: string | null;

  /** True: what the caller opened, assessed or decided. */
  @Optional()
  @IsTrueOrFalse()
  readonly mine?: boolean | null;

  @Optional()
  @IsOneOf(['in-force', 'ended'])
  readonly measure?: MeasureStanding | null;

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

  /** The cases behind a figure of a report: with the report's own `from`, `to` and `at`, and of refusals code and action. */
  @Optional()
  @IsOneOf(figures)
  readonly figure?: Figure | null;

  @Optional()
  @IsLegalDate()
  readonly from?: LegalDate | null;

  @Optional()
  @IsLegalDate()
  readonly to?: LegalDate | null;

  @Optional()
  @IsInstant()
  readonly at?: Instant | null;

  @Optional()
  @IsWords(limits.reference)
  readonly code?: string | null;

  @Optional()
  @IsWords(limits.reference)
  readonly action?: string | null;

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

  /** @throws Refusal `invalid-body` at /patient, /guardian */
  judge(body: SearchBody): void {
    const named = personFields.map((field) => asked(body, field)).filter((one) => one !== null);
    rightlyWritten(
      named.filter(({ id }) => id === null),
      legalDateOf(this.facts.now()),
    );
  }

  /** Of a body that is judged. @throws Refusal `person-number-type`, `invalid-body` at what is said of a figure that has none of it */
  filterOf(body: SearchBody, caller: Pick<Caller, 'hsaId'>): RequestFilter {
    const { state, procedure, kind, unit, track, outcome, caseNumber, measure, openedFrom, openedTo } = body;
    const now = this.facts.now();
    return {
      ...{ state, procedure, kind, unit, track, outcome, caseNumber },
      patient: this.personIn(body, 'patient'),
      guardian: this.personIn(body, 'guardian'),
      handledBy: body.mine === true ? caller.hsaId : null,
      measure: measure ? { standing: measure, on: legalDateOf(now) } : null,
      openedFrom: openedFrom ? startOfDay(openedFrom) : null,
      openedBefore: openedTo ? startOfDay(addDays(openedTo, 1)) : null,
      dueBefore: body.overdue === true ? now : null,
      behind: behind(body, now),
    };
  }

  private personIn(body: SearchBody, field: PersonField): PersonId | null {
    const person = asked(body, field);
    if (person === null) return null;
    return person.id ?? this.personIds.idOf(personalNumber(person, legalDateOf(this.facts.now())));
  }
}

/** @throws Refusal `invalid-body` at what is said of a figure that has none of it */
function behind(body: SearchBody, now: Instant): FigureFilter | null {
  const { figure = null, from = null, to = null, at = null, code = null, action = null } = body;
  refuse(figure === null, { from, to, at });
  refuse(figure !== 'refusals', { code, action });
  if (figure === null) return null;
  refuse(isStanding(figure), { from, to });
  return { figure, from, to, asOf: at === null || at > now ? now : at, code, action };
}

function refuse(isStrange: boolean, fields: Readonly<Record<string, string | null>>): void {
  const given = Object.keys(fields).find((field) => fields[field] !== null);
  if (isStrange && given !== undefined) throw invalidBody(`/${given}`, 'not-applicable');
}

const personFields = ['patient', 'guardian'] as const;
type PersonField = (typeof personFields)[number];

function asked(body: SearchBody, field: PersonField): (AskedNumber & { readonly id: PersonId | null }) | null {
  const text = body[field] ?? null;
  if (text === null) return null;
  const id = text.toLowerCase();
  return { text, pointer: `/${field}`, id: isUuid(id) ? (id as PersonId) : null };
}
