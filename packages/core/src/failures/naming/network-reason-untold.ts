import type * as told from './network-reason.ts';

/*
 * Stands for `network-reason.ts` in browsers, which do not tell why the network failed, and say of no URL
 * that it is none: see `#network-reason` in package.json.
 */

export const networkReason: typeof told.networkReason = () => undefined;
export const unsentFailure: typeof told.unsentFailure = () => undefined;
