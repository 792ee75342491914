import type * as told from './network-failure.ts';

/*
 * Stands for `network-failure.ts` in browsers, which do not tell why the network failed: see `#network-failure` in
 * package.json.
 */

export const networkFailure: typeof told.networkFailure = () => undefined;
