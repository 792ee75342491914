export {
  ErrorBoundary,
  type ErrorBoundaryProps,
  type FallbackProps,
  type ResetKey,
} from './error-boundary.tsx';
