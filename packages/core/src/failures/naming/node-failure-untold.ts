import type * as told from './node-failure.ts';

/* Stands for `node-failure.ts` in browsers, where no error comes from Node: see `#node-failure` in package.json. */

export const nodeFailure: typeof told.nodeFailure = () => undefined;
