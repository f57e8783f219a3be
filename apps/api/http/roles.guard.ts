import { CanActivate, ExecutionContext, Injectable, SetMetadata } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { Directory, NotAuthorized } from '@sigill/application';
import { AuthorizedAct, Role, rolesThatEver } from '@sigill/domain';
import type { FastifyRequest } from 'fastify';
import { callerOf } from './calls';

const actKey = 'sigill:act';

/** What a route is for: the table of authority tells who may ever use it. `Open`: a route outside /v1 that takes no token. */
export const For = (act: AuthorizedAct) => SetMetadata(actKey, act);
export const Open = () => SetMetadata(actKey, 'open');

/** Undefined: nobody said. */
export const actOf = (reflector: Reflector, context: ExecutionContext): AuthorizedAct | 'open' | undefined =>
  reflector.get<AuthorizedAct | 'open' | undefined>(actKey, context.getHandler());

/** Undefined: nobody said, so nobody may. */
export function rolesOf(handler: object): readonly Role[] | 'open' | undefined {
  const act = Reflect.getMetadata(actKey, handler) as AuthorizedAct | 'open' | undefined;
  return act === undefined || act === 'open' ? act : rolesThatEver(act);
}

/** A route without a word of what it is for lets nobody in; nor does any a caller whom the directory does not know, because
 *  nobody could tell to which cases such a caller is a party. */
@Injectable()
export class RolesGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly directory: Directory,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const act = actOf(this.reflector, context);
    if (act === 'open') return true;
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    request.act = act ?? null;
    const caller = callerOf(request);
    if (act === undefined || !rolesThatEver(act).some((role) => caller.roles.includes(role))) throw new NotAuthorized();
    if ((await this.directory.staff(caller.hsaId)) === null) throw new NotAuthorized();
    return true;
  }
}
