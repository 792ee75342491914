// Runtime
export { HoldfastProvider, type HoldfastProviderProps } from './holdfast-provider.tsx';
export { useHoldfast } from './use-holdfast.ts';

// Operations
export { useRead, type ReadResult } from './reads/use-read.ts';
export { useSuspenseRead, type SuspenseReadResult } from './reads/use-suspense-read.ts';
export { optimisticRead, type OptimisticRead } from './reads/optimistic-read.ts';
export { layer, type ReadLayer } from './reads/layer.ts';
export { useOperation, useWrite, type OperationResult, type WriteResult } from './use-operation.ts';
export { useStream, type StreamProgress, type StreamResult } from './use-stream.ts';

// The state of the page
export { useConnectivity } from './use-connectivity.ts';
export { useOutbox, type OutboxResult } from './use-outbox.ts';
export { useOutboxEntry, type OutboxEntryResult } from './use-outbox-entry.ts';
export { useCircuit } from './use-circuit.ts';
export type { CircuitView } from './view-of-circuit.ts';
export { useBudget, type BudgetResult } from './use-budget.ts';
export { useIncidents } from './use-incidents.ts';
export { useUnsavedWork } from './use-unsaved-work.ts';
export { useUpdate } from './use-update.ts';

// Time and other observables
export { useNow } from './clock/use-now.ts';
export { useRetryCountdown } from './clock/use-retry-countdown.ts';
export { useObservable } from './use-observable.ts';
export { useHeld } from './use-held.ts';
export { useUntilGone } from './use-until-gone.ts';

// Status
export { StatusLine, type StatusLineProps } from './status/status-line.tsx';
export { describeEntry, describeState } from './status/describe-state.ts';
export { relativeAge } from './status/relative-age.ts';

// Announcements
export { Announcer } from './announcer/announcer.tsx';
export { LiveRegions } from './announcer/live-regions.tsx';
export { useAnnounce } from './announcer/use-announcements.ts';
export type { Announcement, Announcements, Urgency } from './announcer/announcements.ts';

// Components: each one a hook with the facts, and a plain component over it
export { AgeBadge } from './age/age-badge.tsx';
export { ActivityList, type ActivityListProps } from './activity/activity-list.tsx';
export type { EntryAction } from './activity/line-actions.ts';
export { useActivity } from './activity/use-activity.ts';
export type { EntryLine, EntryLines, EntryRemedy } from './activity/entry-line.ts';
export {
  ConflictChooser,
  type ConflictChoice,
  type ConflictChooserProps,
} from './conflict/conflict-chooser.tsx';
export { ConnectivityBanner } from './connectivity/connectivity-banner.tsx';
export { useConnectivityBanner } from './connectivity/use-connectivity-banner.ts';
export type { BannerState } from './connectivity/banner-state.ts';
export {
  createNotifications,
  type NotificationStore,
} from './notifications/create-notifications.ts';
export { Notifications } from './notifications/notifications.tsx';
export { useNotices, type NoticesResult } from './notifications/use-notices.ts';
export type { Notice, NoticeAction, NoticeList } from './notifications/notices-state.ts';
export { ProgressBar, type ProgressBarProps } from './progress/progress-bar.tsx';
export { useEstimate } from './progress/use-estimate.ts';
export type { Estimate } from './progress/estimate.ts';
export { RetryButton } from './retry/retry-button.tsx';
export { SyncStatus } from './sync/sync-status.tsx';
export { useSyncStatus } from './sync/use-sync-status.ts';
export type { SyncPart } from './sync/sync-parts.ts';
export { UpdatePrompt } from './update/update-prompt.tsx';

// Errors
export { rootHandlers, type RootHandlersOptions } from './root-handlers/root-handlers.ts';
export type { RootErrorInfo, RootHandler, RootHandlers } from './root-handlers/root-handler.ts';
export {
  useErrorHandler,
  type ErrorHandler,
  type ErrorHandlerOptions,
  type ErrorRoute,
} from './use-error-handler.ts';

// The boundary, which `@holdfast/react/boundary` gives alone
export { ErrorBoundary } from './boundary/error-boundary.tsx';
export { ErrorBoundaryContext } from './boundary/error-boundary-context.ts';
export { useErrorBoundary } from './boundary/use-error-boundary.ts';
export { withErrorBoundary } from './boundary/with-error-boundary.tsx';
export { getErrorMessage } from './boundary/get-error-message.ts';
export type { ErrorBoundaryContextType } from './boundary/error-boundary-context.ts';
export type { UseErrorBoundaryApi } from './boundary/use-error-boundary.ts';
export type { BoundaryFacts } from './boundary/boundary-facts.ts';
export type {
  ErrorBoundaryProps,
  ErrorBoundaryPropsWithComponent,
  ErrorBoundaryPropsWithFallback,
  ErrorBoundaryPropsWithRender,
  FallbackProps,
  OnErrorCallback,
} from './boundary/boundary-props.ts';
export { accessible, type AccessibleOptions } from './boundary/accessible.tsx';
export { autoRetry, type AutoRetryOptions } from './boundary/retry/auto-retry.ts';
export { escalateAfter, type EscalateAfterOptions } from './boundary/escalate-after.ts';
export { isControlFlow, passControlFlow } from './boundary/control-flow.ts';
export { keepDrafts } from './boundary/keep-drafts.tsx';
export { useKeepBeforeLoss } from './boundary/use-keep-before-loss.ts';
export type { BoundaryHandle, BoundaryPart, BoundaryWork } from './boundary/boundary-part.ts';
export type { BoundaryRetry, RetryStopped } from './boundary/retry/retry-state.ts';
export type { Caught } from './boundary/caught.ts';
export { BoundaryFallback } from './boundary/boundary-fallback.tsx';
export { lazyWithRetry, type LazyWithRetryOptions } from './boundary/lazy-with-retry.tsx';

// Words
export { useWords } from './words/use-words.ts';
