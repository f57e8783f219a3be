// The built program's own parts, for what is made or measured without HTTP. Needs a build (dist/).
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
require('reflect-metadata');

/** @param part below dist/, as `libs/domain/index.js` */
export const built = (part) => require(`../../dist/${part}`);
