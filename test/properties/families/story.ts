import { HsaId, Instant, LegalDate, PersonId, RequestId, Track } from '@sigill/domain';

/** What the population register says of somebody. */
export interface Said {
  readonly id: PersonId;
  readonly isProtected: boolean;
  readonly died: LegalDate | null;
}

/** What has come to pass in a family, one thing at a time, told without the words of the program. */
export type Told = { readonly at: Instant } & (
  | { readonly does: 'look'; readonly child: Said; readonly guardians: readonly Said[] }
  | {
      readonly does: 'open';
      readonly request: RequestId;
      readonly procedure: string;
      readonly track: Track;
      readonly unit: HsaId;
      readonly guardians: readonly PersonId[];
      readonly concerns: RequestId | null;
      /** As asked; null = not said. */
      readonly validFrom: LegalDate | null;
      readonly validUntil: LegalDate | null;
    }
  /** The answers make the lock of the login a part of the seal. */
  | { readonly does: 'want-lock'; readonly request: RequestId }
  | {
      readonly does: 'grant';
      readonly request: RequestId;
      readonly validFrom: LegalDate | null;
      readonly validUntil: LegalDate | null;
    }
  | { readonly does: 'receipts'; readonly request: RequestId; readonly items: readonly Item[] }
  | { readonly does: 'correct'; readonly request: RequestId; readonly items: readonly Item[] }
);

export interface Item {
  readonly item: string;
  /** Null: the receipt is declared void. */
  readonly performedAt: Instant | null;
}

export interface Story {
  readonly child: PersonId;
  readonly birthDate: LegalDate;
  readonly told: readonly Told[];
}

type Untimed<One> = One extends unknown ? Omit<One, 'at'> : never;

/** What comes to pass, before it is dated. */
export type ToTell = Untimed<Told>;
