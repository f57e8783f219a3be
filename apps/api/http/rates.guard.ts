import { CanActivate, ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { Looking, NotAuthorized, NotFound } from '@sigill/application';
import { isUuid } from '@sigill/event-log';
import type { AuthorizedAct } from '@sigill/domain';
import type { FastifyRequest } from 'fastify';
import { CallRates } from './call-rates';
import { askingOf, callerOf, languageOf, requestId } from './calls';
import { TooManyRequests } from './errors';
import { actOf } from './roles.guard';

/** Calls of an actor in a minute (api.md 9.5). */
const mostCalls = 300;
/** Of these, such as name a person by number. */
const mostByNumber = 30;

/** Who asks too much waits for the next minute; never whoever helps somebody in danger: urgent calls, their execution, and the
 *  executor's look at who a person is. */
@Injectable()
export class RatesGuard implements CanActivate {
  private readonly calls: CallRates;
  private readonly byNumber: CallRates;

  constructor(
    private readonly reflector: Reflector,
    private readonly looking: Pick<Looking, 'at'>,
    now: () => number,
  ) {
    this.calls = new CallRates(mostCalls, now);
    this.byNumber = new CallRates(mostByNumber, now);
  }

  /** @throws TooManyRequests */
  async canActivate(context: ExecutionContext): Promise<boolean> {
    const act = actOf(this.reflector, context);
    if (act === 'open') return true;
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const { hsaId } = callerOf(request);
    const ofAll = this.calls.count(hsaId);
    const ofNumbers = namesNumber(act, request.body) ? this.byNumber.count(hsaId) : null;
    const wait = Math.max(ofAll ?? 0, ofNumbers ?? 0);
    if (wait === 0 || (await this.isUrgent(act, request))) return true;
    throw new TooManyRequests(wait);
  }

  private async isUrgent(act: AuthorizedAct | undefined, request: FastifyRequest): Promise<boolean> {
    switch (act) {
      case 'urgent-opening':
        return true;
      case 'persons':
        return callerOf(request).roles.includes('executor');
      case 'execution':
        return this.isOfUrgentRequest(request);
      default:
        return false;
    }
  }

  /** Of one that the caller may read: what else is urgent is not told. */
  private async isOfUrgentRequest(request: FastifyRequest): Promise<boolean> {
    const { id = '' } = request.params as { readonly id?: string };
    const asking = askingOf({ caller: callerOf(request), language: languageOf(request) });
    try {
      const { state } = await this.looking.at(asking, requestId(id), 'history');
      return state.track === 'urgent';
    } catch (error) {
      if (error instanceof NotFound || error instanceof NotAuthorized) return false;
      throw error;
    }
  }
}

/** Does the question name a person by number, who is found whatever cases the caller knows? An id was told by somebody. */
function namesNumber(act: AuthorizedAct | undefined, body: unknown): boolean {
  const names = act === undefined ? undefined : numbered[act];
  const said = typeof body === 'object' && body !== null ? (body as Readonly<Record<string, unknown>>) : {};
  return (names ?? []).some((name) => {
    const value = said[name];
    return typeof value === 'string' && !isUuid(value.toLowerCase());
  });
}

const numbered: Partial<Record<AuthorizedAct, readonly string[]>> = {
  search: ['patient', 'guardian'],
  access: ['patient'],
  persons: ['number'],
};
