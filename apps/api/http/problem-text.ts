import { Wording } from '@sigill/domain';

/** What went wrong and what to do about it: title and detail in both languages. */
export interface ProblemText {
  readonly title: Wording;
  readonly detail: Wording;
}

export const text = (sv: string, svDetail: string, en: string, enDetail: string): ProblemText => ({
  title: { sv, en },
  detail: { sv: svDetail, en: enDetail },
});
