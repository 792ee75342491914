export {
  ErrorBoundary,
  type ErrorBoundaryProps,
  type FallbackProps,
  type ResetKey,
} from './error-boundary.tsx';
export { DefaultFallback, type DefaultFallbackProps } from './default-fallback.tsx';
