import { randomUUID } from 'node:crypto';

/** The rules by which a server takes appends and shows what it holds, as EventStoreDB 23.10 answered. */

export type Expected = bigint | 'no_stream' | 'any' | 'stream_exists';

export interface Message {
  readonly id: string;
  readonly type: string;
  readonly contentType: string;
  readonly data: Uint8Array;
  readonly metadata: Uint8Array;
}

export interface Kept extends Message {
  readonly stream: string;
  readonly revision: number;
  readonly position: bigint;
  /** In .NET ticks since 1970: 100 ns. */
  readonly created: bigint;
}

export type Outcome =
  | { readonly is: 'written'; readonly revision: number; readonly position: bigint }
  /** `current` -1: there is no such stream. */
  | { readonly is: 'wrong'; readonly current: number }
  | { readonly is: 'deleted' }
  | { readonly is: 'too-large' };

export const maxAppendSize = 1_048_576;

export class ServerStreams {
  readonly all: Kept[] = [];
  /** A stream that no read shows yet, though it is judged by: as with a leader whose events are not replicated. */
  hides: string | null = null;
  /** An equal tuple is told that it is wrong. */
  forgetsSlots = false;
  /** Rules that it breaks, for the self-test to find. */
  takesAnyRevision = false;
  takesTwice = false;
  clockAheadMs = 0;
  private readonly streams = new Map<string, Kept[]>();
  private readonly tombstones = new Set<string>();
  /** The first revision that is shown of a stream that was deleted, and may be begun again. */
  private readonly shownFrom = new Map<string, number>();
  private readonly maxCounts = new Map<string, number>();
  /** By id, for appends that name no revision: forgotten with a restart. */
  private readonly recent = new Map<string, Kept>();
  private readonly listeners = new Set<() => void>();
  private nextPosition = 1_000n;

  /** A database holds events of the server's own from the beginning. */
  constructor() {
    const [data, metadata] = [Buffer.from('{}'), Buffer.from('{}')];
    this.keep('$settings', { id: randomUUID(), type: '$settings', contentType: 'application/json', data, metadata });
  }

  append(stream: string, expected: Expected, messages: readonly Message[]): Outcome {
    const sizes = messages.map(({ data, metadata }) => data.length + metadata.length);
    if (sizes.reduce((sum, one) => sum + one, 0) > maxAppendSize) return { is: 'too-large' };
    if (this.tombstones.has(stream)) return { is: 'deleted' };
    const standing = this.standing(stream, expected, messages);
    if (standing !== 'free') return standing;
    const kept = messages.map((message) => this.keep(stream, message));
    for (const listener of [...this.listeners]) listener();
    const last = kept.at(-1) ?? this.streams.get(stream)?.at(-1);
    return { is: 'written', revision: last?.revision ?? 0, position: last?.position ?? 0n };
  }

  /** Null: there is no such stream, or nothing of it is shown. */
  shown(stream: string): readonly Kept[] | null {
    if (stream === this.hides) return null;
    const kept = this.streams.get(stream) ?? [];
    const from = Math.max(this.shownFrom.get(stream) ?? 0, kept.length - (this.maxCounts.get(stream) ?? Infinity));
    const shown = kept.filter(({ revision }) => revision >= from);
    return shown.length === 0 ? null : shown;
  }

  delete(stream: string): void {
    this.shownFrom.set(stream, this.streams.get(stream)?.length ?? 0);
  }

  tombstone(stream: string): void {
    this.delete(stream);
    this.tombstones.add(stream);
  }

  /** What only the memory of a server knows. */
  forget(): void {
    this.recent.clear();
  }

  /** @returns how to stop listening */
  onGrowth(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Compared are the ids in the slots after the revision that is named. */
  private standing(stream: string, expected: Expected, messages: readonly Message[]): 'free' | Outcome {
    const kept = this.streams.get(stream) ?? [];
    if (this.takesAnyRevision || (this.takesTwice && typeof expected === 'string')) return 'free';
    if (expected === 'any' || expected === 'stream_exists') {
      if (expected === 'stream_exists' && kept.length === 0) return { is: 'wrong', current: -1 };
      return this.again(messages.map(({ id }) => this.recent.get(`${stream} ${id}`)));
    }
    const first = expected === 'no_stream' ? 0 : Number(expected) + 1;
    const isBegunAgain = expected === 'no_stream' && this.shownFrom.get(stream) === kept.length;
    if (first === kept.length || isBegunAgain) return 'free';
    const slots = kept.slice(first, first + messages.length);
    const isAgain = messages.length > 0 && !this.forgetsSlots && messages.every(({ id }, at) => slots[at]?.id === id);
    return isAgain ? this.again(slots) : { is: 'wrong', current: kept.length - 1 };
  }

  private again(known: readonly (Kept | undefined)[]): 'free' | Outcome {
    const last = known.at(-1);
    if (last === undefined || known.includes(undefined)) return 'free';
    return { is: 'written', revision: last.revision, position: last.position };
  }

  private keep(stream: string, message: Message): Kept {
    const kept = this.streams.get(stream) ?? [];
    this.streams.set(stream, kept);
    const created = BigInt(Date.now() + this.clockAheadMs) * 10_000n;
    const event = { ...message, stream, revision: kept.length, position: this.nextPosition, created };
    this.nextPosition += BigInt(100 + message.data.length + message.metadata.length);
    kept.push(event);
    this.all.push(event);
    this.recent.set(`${stream} ${message.id}`, event);
    if (message.type === '$metadata') this.settings(stream.replace('$$', ''), message.data);
    return event;
  }

  private settings(stream: string, data: Uint8Array): void {
    const { $maxCount } = JSON.parse(Buffer.from(data).toString()) as { readonly $maxCount?: number };
    if ($maxCount !== undefined) this.maxCounts.set(stream, $maxCount);
  }
}
