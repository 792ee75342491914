import type { CallOptions } from './call-options.ts';
import type { PolicyContext } from './policy-context.ts';

/** What policies surround. It is called once for each attempt. */
export type Work<T> = (context: PolicyContext) => T | PromiseLike<T>;

/** A pipeline still without its description. */
export type Execute = <T>(work: Work<T>, options?: CallOptions) => Promise<T>;
