// The boundary, by the names of react-error-boundary
export { ErrorBoundary } from './error-boundary.tsx';
export { ErrorBoundaryContext } from './error-boundary-context.ts';
export { useErrorBoundary } from './use-error-boundary.ts';
export { withErrorBoundary } from './with-error-boundary.tsx';
export { getErrorMessage } from './get-error-message.ts';
export type { ErrorBoundaryContextType } from './error-boundary-context.ts';
export type { UseErrorBoundaryApi } from './use-error-boundary.ts';
export type {
  ErrorBoundaryProps,
  ErrorBoundaryPropsWithComponent,
  ErrorBoundaryPropsWithFallback,
  ErrorBoundaryPropsWithRender,
  FallbackProps,
  OnErrorCallback,
} from './boundary-props.ts';

// The parts of a boundary, given as `parts`
export { accessible, type AccessibleOptions } from './accessible.tsx';
export { autoRetry, type AutoRetryOptions } from './retry/auto-retry.ts';
export { escalateAfter, type EscalateAfterOptions } from './escalate-after.ts';
export { isControlFlow, passControlFlow } from './control-flow.ts';
export { keepDrafts } from './keep-drafts.tsx';
export { useKeepBeforeLoss } from './use-keep-before-loss.ts';
export type { BoundaryHandle, BoundaryPart, BoundaryWork } from './boundary-part.ts';
export type { BoundaryFacts } from './boundary-facts.ts';
export type { BoundaryRetry, RetryStopped } from './retry/retry-state.ts';
export type { Caught } from './caught.ts';

// Fallbacks and parts that load later
export { BoundaryFallback } from './boundary-fallback.tsx';
export { lazyWithRetry, type LazyWithRetryOptions } from './lazy-with-retry.tsx';
