import { decide, evolve, measuresOf, openRequest, RequestState } from '@sigill/domain';

/** What the properties are asked of: the real core, or one with a planted fault. */
export interface Implementation {
  readonly openRequest: typeof openRequest;
  readonly decide: typeof decide;
  readonly evolve: typeof evolve;
  readonly measuresOf: (requests: readonly RequestState[]) => ReturnType<typeof measuresOf>;
}

export const theCore: Implementation = { openRequest, decide, evolve, measuresOf };
