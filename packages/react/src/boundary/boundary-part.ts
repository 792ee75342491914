import type { Failure } from '@holdfast/core';
import type { ReactNode } from 'react';
import type { Provided } from '../holdfast-context.ts';
import type { BoundaryFacts } from './boundary-facts.ts';
import type { Caught } from './caught.ts';

/** The boundary as its parts see it. */
export interface BoundaryHandle {
  name(): string | undefined;
  /** The value of the `HoldfastProvider` above, if there is one. It is known from the first render on. */
  provided(): Provided | undefined;
  /** The caught error, while the fallback is shown. Each caught error has an object of its own. */
  caught(): Caught | null;
  failureOf(caught: Caught): Failure;
  /** Renders the children again. `onReset` gets the arguments. */
  reset(...args: unknown[]): void;
  /** Renders the boundary anew, because a part has other facts for the fallback. */
  refresh(): void;
}

/**
 * One part at work in one boundary. React calls `passes`, `rename`, `facts` and `frame` while the boundary renders, so
 * they must change nothing.
 */
export interface BoundaryWork {
  /** Whether the boundary above gets this error in place of this one. */
  readonly passes?: (caught: Caught) => boolean;
  /** Adds the part's own facts to a failure, such as the incident that it belongs to. */
  readonly rename?: (failure: Failure) => Failure;
  /** Whether this failure was reported already. */
  readonly isKnown?: (failure: Failure) => boolean;
  /** Called before each change of the page that the boundary makes. */
  readonly before?: () => void;
  /** Called after the boundary is put on the page, and after each change. */
  readonly after?: () => void;
  /** Called when the boundary leaves the page. Under `StrictMode` it comes back: `after` is called again. */
  readonly left?: () => void;
  /** Further facts for the fallback. */
  readonly facts?: () => BoundaryFacts;
  /** Renders something around the children or the fallback. */
  readonly frame?: (content: ReactNode) => ReactNode;
}

/** An ability of a boundary besides catching. The boundary calls it once, and the call starts nothing. */
export type BoundaryPart = (boundary: BoundaryHandle) => BoundaryWork;
