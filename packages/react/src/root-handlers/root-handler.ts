/** What React tells a root handler besides the error. */
export interface RootErrorInfo {
  readonly componentStack?: string | undefined;
  readonly errorBoundary?: unknown;
}
export type RootHandler = (error: unknown, info: RootErrorInfo) => void;

/** The options of `createRoot` and `hydrateRoot` in React 19; React 18 knows only the last. */
export interface RootHandlers {
  readonly onCaughtError: RootHandler;
  readonly onUncaughtError: RootHandler;
  readonly onRecoverableError: RootHandler;
}
