import { RequestMethod } from '@nestjs/common';
import { HTTP_CODE_METADATA, METHOD_METADATA, PATH_METADATA, ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import { Role } from '@sigill/domain';
import { BodyClass, BodyPipe } from './body.pipe';
import { rolesOf } from './roles.guard';

export type ControllerClass = new (...parts: never[]) => object;

/** A route as the decorators of its controller say it. */
export interface Route {
  /** The method of the controller. */
  readonly name: string;
  readonly method: 'get' | 'post';
  /** `/v1/requests/:id/form` */
  readonly path: string;
  readonly roles: readonly Role[] | 'open';
  /** Of an answer that is none of a problem. */
  readonly status: number;
  /** The classes that its body can be of; empty where it takes none. */
  readonly bodies: readonly BodyClass[];
}

export function routesOf(controller: ControllerClass): readonly Route[] {
  const prototype: unknown = controller.prototype;
  const handlers = Object.entries(Object.getOwnPropertyDescriptors(prototype));
  return handlers.flatMap(([name, { value }]) => {
    const handler: unknown = value;
    const isRoute = typeof handler === 'function' && Reflect.hasMetadata(METHOD_METADATA, handler);
    return isRoute ? [routeOf(controller, name, handler)] : [];
  });
}

function routeOf(controller: ControllerClass, name: string, handler: object): Route {
  const method = methodOf(Reflect.getMetadata(METHOD_METADATA, handler));
  const status: unknown = Reflect.getMetadata(HTTP_CODE_METADATA, handler);
  const parts = [controller, handler].map((one) => String(Reflect.getMetadata(PATH_METADATA, one)));
  return {
    name,
    method,
    path: `/${parts.flatMap((part) => part.split('/').filter((word) => word !== '')).join('/')}`,
    roles: rolesOf(handler) ?? [],
    status: typeof status === 'number' ? status : standardStatus[method],
    bodies: bodiesOf(controller, name),
  };
}

const standardStatus = { get: 200, post: 201 } as const;

function methodOf(metadata: unknown): Route['method'] {
  if (metadata === RequestMethod.GET) return 'get';
  if (metadata === RequestMethod.POST) return 'post';
  throw new Error('the description knows GET and POST');
}

/** From the pipe that judges the body. */
function bodiesOf(controller: ControllerClass, name: string): readonly BodyClass[] {
  const given = Reflect.getMetadata(ROUTE_ARGS_METADATA, controller, name) as
    Readonly<Record<string, { readonly pipes?: readonly unknown[] }>> | undefined;
  const pipes = Object.values(given ?? {}).flatMap((argument) => argument.pipes ?? []);
  return pipes.flatMap((pipe) => (pipe instanceof BodyPipe ? pipe.classes : []));
}
