import { CanActivate, ExecutionContext, Injectable, SetMetadata } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { Directory, NotAuthorized } from '@sigill/application';
import { AuthorizedAct, Role, rolesThatEver } from '@sigill/domain';
import type { FastifyRequest } from 'fastify';
import { callerOf } from './calls';

const rolesKey = 'sigill:roles';

/** What a route is for: the table of authority tells who may ever use it. `Open`: a route outside /v1 that takes no token. */
export const For = (act: AuthorizedAct) => SetMetadata(rolesKey, rolesThatEver(act));
export const Open = () => SetMetadata(rolesKey, 'open');

/** Undefined: nobody said, so nobody may. */
export const rolesOf = (handler: object): readonly Role[] | 'open' | undefined =>
  Reflect.getMetadata(rolesKey, handler) as readonly Role[] | 'open' | undefined;

/** A route without a word of what it is for lets nobody in; nor does any a caller whom the directory does not know, because
 *  nobody could tell to which cases such a caller is a party. */
@Injectable()
export class RolesGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly directory: Directory,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const roles = this.reflector.get<readonly Role[] | 'open' | undefined>(rolesKey, context.getHandler());
    if (roles === 'open') return true;
    const caller = callerOf(context.switchToHttp().getRequest<FastifyRequest>());
    if (roles === undefined || !caller.roles.some((role) => roles.includes(role))) throw new NotAuthorized();
    if ((await this.directory.staff(caller.hsaId)) === null) throw new NotAuthorized();
    return true;
  }
}
