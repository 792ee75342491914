import type { CallOptions } from './call-options.ts';
import type { PolicyContext } from './policy-context.ts';

/** The work that policies surround. A pipeline calls it once for each attempt. */
export type Work<T> = (context: PolicyContext) => T | PromiseLike<T>;

/**
 * Runs work under the policies of a pipeline. It resolves with the result of the work. It rejects only with a
 * `Failure`: that of the work, where a foreign error gets a name, or that of a policy.
 */
export type Pipeline = <T>(work: Work<T>, options?: CallOptions) => Promise<T>;
