import type { Failure } from '@holdfast/core';
import type { ReactNode } from 'react';
import type { Provided } from '../holdfast-context.ts';
import type { BoundaryFacts } from './boundary-facts.ts';
import type { Caught } from './caught.ts';

/** The boundary as its parts see it. */
export interface BoundaryHandle {
  name(): string | undefined;
  /** What the `HoldfastProvider` above gives, if there is one. It is known from the first render on. */
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
 * One part at work in one boundary. `passes`, `rename`, `facts` and `frame` are called while the boundary renders:
 * they answer and change nothing.
 */
export interface BoundaryWork {
  /** Whether the boundary above gets this error in place of this one. */
  readonly passes?: (caught: Caught) => boolean;
  /** Adds what the part knows to a failure, such as the incident that it belongs to. */
  readonly rename?: (failure: Failure) => Failure;
  /** Whether this failure was reported already. */
  readonly isKnown?: (failure: Failure) => boolean;
  /** Called before each change of the page that the boundary makes. */
  readonly before?: () => void;
  /** Called after the boundary is put on the page, and after each change. */
  readonly after?: () => void;
  /** Called when the boundary leaves the page. Under `StrictMode` it comes back: `after` is called again. */
  readonly left?: () => void;
  /** What the fallback gets besides. */
  readonly facts?: () => BoundaryFacts;
  /** Renders something around the children or the fallback. */
  readonly frame?: (content: ReactNode) => ReactNode;
}

/** Something that a boundary can do besides catching. The boundary calls it once, and starts nothing by that. */
export type BoundaryPart = (boundary: BoundaryHandle) => BoundaryWork;
