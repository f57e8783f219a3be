import { EffectEvent, PersonId, RegisterHistory, RequestId, RequestState } from '@sigill/domain';
import { Position } from '@sigill/event-log';
import { answersName, Db, registerIn, Sealer } from '@sigill/projections';
import { Positions } from './positions';

/** What the rows have taken in of effects. */
export type News =
  /** An event of a request asks for it, or time does. */
  | { readonly of: 'asked'; readonly position: Position; readonly effect: string; readonly request: RequestId }
  /** Its own stream tells. `revision`: within it */
  | {
      readonly of: 'happened';
      readonly position: Position;
      readonly effect: string;
      readonly revision: number;
      readonly event: EffectEvent;
    };

/** The rows as they are asked, whoever writes them: this thread or another. */
export abstract class Rows {
  protected readonly positions = new Positions((position) => this.wanted(position));
  private readonly listeners: ((news: readonly News[]) => void)[] = [];

  protected constructor(
    readonly db: Db,
    private readonly sealer: Sealer,
  ) {}

  /** All that is in the log now is in the rows, and what comes is followed. @throws what the log or its rows cannot be */
  abstract start(): Promise<void>;

  /** What is in the log by now is written first; where that takes too long, the next start does it. */
  abstract close(): Promise<void>;

  /** Tells the listener of what the rows have just taken in, batch by batch. */
  hear(listener: (news: readonly News[]) => void): void {
    this.listeners.push(listener);
  }

  /** An append of this process was answered with this position: its reads wait for it from now on. */
  acknowledged(position: Position): void {
    this.positions.promise(position);
  }

  /** Waits until what this process has acknowledged, and the position where one is given, is in the rows.
   *  @throws ReadModelBehind after two seconds */
  reach(position: Position | null): Promise<void> {
    return this.positions.reach(position);
  }

  /** How much of the log is in the rows, at least. */
  position(): Position {
    return this.positions.now;
  }

  open(request: RequestId, sealed: Uint8Array): RequestState {
    return JSON.parse(this.sealer.open(sealed, request)) as RequestState;
  }

  /** What the population register has said of the patient, as far as it is in the rows. */
  register(patient: PersonId): RegisterHistory {
    return registerIn(this.db, answersName, this.sealer, patient);
  }

  /** Somebody begins to wait for rows up to the position. */
  protected abstract wanted(position: Position): void;

  /** @param news asked only where somebody listens: it costs a question for each event */
  protected arrived(position: Position, news: () => readonly News[]): void {
    this.positions.arrive(position);
    if (this.listeners.length === 0) return;
    const told = news();
    for (const listener of this.listeners) listener(told);
  }
}
