import { CanActivate, ExecutionContext, Injectable, SetMetadata } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { NotAuthorized } from '@sigill/application';
import { Role } from '@sigill/domain';
import type { FastifyRequest } from 'fastify';
import { callerOf } from './calls';

const rolesKey = 'sigill:roles';

/** Who may ever use a route. `Open`: a route outside /v1 that takes no token. */
export const Roles = (...roles: readonly Role[]) => SetMetadata(rolesKey, roles);
export const Open = () => SetMetadata(rolesKey, 'open');

/** Undefined: nobody said, so nobody may. */
export const rolesOf = (handler: object): readonly Role[] | 'open' | undefined =>
  Reflect.getMetadata(rolesKey, handler) as readonly Role[] | 'open' | undefined;

/** A route without a word of who may use it lets nobody in. */
@Injectable()
export class RolesGuard implements CanActivate {
  constructor(private readonly reflector: Reflector) {}

  canActivate(context: ExecutionContext): boolean {
    const roles = this.reflector.get<readonly Role[] | 'open' | undefined>(rolesKey, context.getHandler());
    if (roles === 'open') return true;
    const caller = callerOf(context.switchToHttp().getRequest<FastifyRequest>());
    if (roles === undefined || !caller.roles.some((role) => roles.includes(role))) throw new NotAuthorized();
    return true;
  }
}
