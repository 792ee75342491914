// Runtime
export { HoldfastProvider, type HoldfastProviderProps } from './holdfast-provider.tsx';
export { useHoldfast } from './use-holdfast.ts';

// Hooks
export { useObservable } from './use-observable.ts';
export { useRead, type ReadResult } from './use-read.ts';
export { useStream, type StreamResult } from './use-stream.ts';
export { useWrite, type WriteResult } from './use-write.ts';
export { useEntries } from './use-entries.ts';
export { useConnectivity } from './use-connectivity.ts';
export { useNow } from './use-now.ts';
export { useHeld } from './use-held.ts';

// Status
export { StatusLine, type StatusLineProps } from './status/status-line.tsx';
export { describeEntry, describeState } from './status/describe-state.ts';
export { relativeAge } from './status/relative-age.ts';

// Announcements
export { Announcer } from './announcer/announcer.tsx';
export { useAnnounce } from './announcer/use-announcements.ts';
export type { Urgency } from './announcer/announcements.ts';

// Errors
export {
  rootHandlers,
  type RootErrorInfo,
  type RootHandler,
  type RootHandlers,
  type RootHandlersOptions,
} from './root-handlers.ts';
export {
  ErrorBoundary,
  type ErrorBoundaryProps,
  type FallbackProps,
  type ResetKey,
} from './boundary/error-boundary.tsx';
