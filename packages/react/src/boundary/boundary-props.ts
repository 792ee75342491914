import type { Failure } from '@holdfast/core';
import type { Severity } from '@holdfast/core/parts';
import type { ComponentType, ErrorInfo, PropsWithChildren, ReactNode } from 'react';
import type { BoundaryFacts } from './boundary-facts.ts';
import type { BoundaryPart } from './boundary-part.ts';

// These types have the names and the members of react-error-boundary 6, so that an app changes nothing but the
// import. What Holdfast adds is optional. A type test assigns theirs to ours and ours to theirs.

export type FallbackProps = BoundaryFacts & {
  /** The thrown value itself: any value, `null` and `undefined` too. */
  error: unknown;
  /** Renders the children again. `onReset` gets the arguments. */
  resetErrorBoundary: (...args: unknown[]) => void;
};

export type OnErrorCallback = (error: unknown, info: ErrorInfo) => void;

type ResetDetails =
  | { reason: 'imperative-api'; args: unknown[] }
  | { reason: 'keys'; prev: unknown[] | undefined; next: unknown[] | undefined };

type ErrorBoundarySharedProps = PropsWithChildren<{
  /** Called with each caught value and React's component stack. */
  onError?: (error: unknown, info: ErrorInfo) => void;
  /** Called before the children are rendered again, so that the app can mend the cause first. */
  onReset?: (details: ResetDetails) => void;
  /**
   * A change of one of these (`Object.is`) renders the children again, because the cause may be gone. An object
   * written inline is new in every render, and so resets in every render.
   */
  resetKeys?: unknown[];
  /** The name of the part, as the user knows it. Telemetry reports it. @default none */
  name?: string | undefined;
  /** The severity of a failure inside. A thrown `Failure` keeps its own. @default 'critical' */
  severity?: Severity | undefined;
  /** Called once for each failure that is reported, with and without root handlers. */
  onReport?: ((failure: Failure) => void) | undefined;
  /**
   * What this boundary does besides: `autoRetry()`, `escalateAfter(…)`, `passControlFlow`, `accessible()`,
   * `keepDrafts()`. Read once, when the boundary is made. The first that decides about an error wins.
   */
  parts?: readonly BoundaryPart[] | undefined;
}>;

export type ErrorBoundaryPropsWithFallback = ErrorBoundarySharedProps & {
  /** Shown in place of the children. `null` leaves the place empty. */
  fallback: ReactNode;
  FallbackComponent?: never;
  fallbackRender?: never;
};

export type ErrorBoundaryPropsWithComponent = ErrorBoundarySharedProps & {
  fallback?: never;
  /** The component to show in place of the children. */
  FallbackComponent: ComponentType<FallbackProps>;
  fallbackRender?: never;
};

export type ErrorBoundaryPropsWithRender = ErrorBoundarySharedProps & {
  fallback?: never;
  FallbackComponent?: never;
  /** Renders what to show in place of the children. */
  fallbackRender: (props: FallbackProps) => ReactNode;
};

/** Exactly one of the three ways to give a fallback. */
export type ErrorBoundaryProps =
  ErrorBoundaryPropsWithFallback | ErrorBoundaryPropsWithComponent | ErrorBoundaryPropsWithRender;
