import { peek, peekText } from '@holdfast/core/parts';
import type { BoundaryPart } from './boundary-part.ts';

const NEXT = /^(NEXT_|BAILOUT_TO_CLIENT_SIDE_RENDERING|DYNAMIC_SERVER_USAGE|HANGING_PROMISE_)/;

/**
 * Whether a framework threw the value to steer the page, and no part of the page is broken: a redirect or a "not
 * found" of Next.js (by its `digest`), or a response of React Router.
 */
export function isControlFlow(thrown: unknown): boolean {
  return (
    NEXT.test(peekText(thrown, 'digest')) ||
    // Recognises a response of any realm and any polyfill.
    (typeof peek(thrown, 'status') === 'number' &&
      (typeof peek(thrown, 'json') === 'function' ||
        // React Router makes this of a thrown response.
        typeof peek(thrown, 'internal') === 'boolean'))
  );
}

/** Leaves redirects and the like to the framework, whose own boundary is further up. See `isControlFlow`. */
export const passControlFlow: BoundaryPart = () => ({
  passes: ({ error }) => isControlFlow(error),
});
