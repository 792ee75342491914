import type { CallOptions } from './call-options.ts';
import type { PolicyContext } from './policy-context.ts';

/** What policies surround. It is called once for each attempt. */
export type Work<T> = (context: PolicyContext) => T | PromiseLike<T>;

/**
 * Runs work under the policies of a pipeline. It resolves with what the work came to and rejects with
 * nothing but a `Failure`: the work's own, with what was foreign named, or a policy's.
 */
export type Pipeline = <T>(work: Work<T>, options?: CallOptions) => Promise<T>;
