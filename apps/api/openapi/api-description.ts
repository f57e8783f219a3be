import { routesOf } from '../http/routes';
import { DescribedController, documentOf } from './document';
import type { ApiDocument } from './document-types';
import { Page, pageOf } from './page';

/** The description of the API, made when somebody asks for it first. */
export class ApiDescription {
  private made: { readonly document: ApiDocument; readonly page: Page } | null = null;

  constructor(private readonly controllers: readonly DescribedController[]) {}

  /** Patterns of the routes that take no token. */
  get openRoutes(): ReadonlySet<string> {
    const routes = this.controllers.flatMap(({ controller }) => routesOf(controller));
    return new Set(routes.filter(({ roles }) => roles === 'open').map(({ path }) => path));
  }

  /** Names of the query parameters that a route takes, by method and pattern: `GET /v1/inbox`. */
  get parameters(): ReadonlyMap<string, ReadonlySet<string>> {
    const routes = this.controllers.flatMap(({ controller, operations }) =>
      routesOf(controller).map(({ name, method, path }) => {
        const names = (operations[name]?.parameters ?? []).map((parameter) => parameter.name);
        return [`${method.toUpperCase()} ${path}`, new Set(names)] as const;
      }),
    );
    return new Map(routes);
  }

  get document(): ApiDocument {
    return this.whole.document;
  }

  /** The document as a page to read. */
  get page(): Page {
    return this.whole.page;
  }

  private get whole() {
    if (this.made === null) {
      const document = documentOf(this.controllers);
      this.made = { document, page: pageOf(document) };
    }
    return this.made;
  }
}
