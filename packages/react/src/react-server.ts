// What a server component may import: components, which React hands on to the browser, and functions without hooks.
export { HoldfastProvider, type HoldfastProviderProps } from './holdfast-provider.tsx';
export { optimisticRead, type OptimisticRead } from './reads/optimistic-read.ts';
export { layer, type ReadLayer } from './reads/layer.ts';
export { StatusLine, type StatusLineProps } from './status/status-line.tsx';
export { describeEntry, describeState } from './status/describe-state.ts';
export { relativeAge } from './status/relative-age.ts';
export { Announcer } from './announcer/announcer.tsx';
export { LiveRegions } from './announcer/live-regions.tsx';
export { AgeBadge, type AgeBadgeProps } from './age/age-badge.tsx';
export { ActivityList, type ActivityListProps } from './activity/activity-list.tsx';
export {
  ConflictChooser,
  type ConflictChoice,
  type ConflictChooserProps,
} from './conflict/conflict-chooser.tsx';
export {
  ConnectivityBanner,
  type ConnectivityBannerProps,
} from './connectivity/connectivity-banner.tsx';
export {
  createNotifications,
  type NotificationsOptions,
  type NotificationStore,
} from './notifications/create-notifications.ts';
export { Notifications, type NotificationsProps } from './notifications/notifications.tsx';
export { ProgressBar, type ProgressBarProps } from './progress/progress-bar.tsx';
export { RetryButton, type RetryButtonProps } from './retry/retry-button.tsx';
export { SyncStatus, type SyncStatusProps } from './sync/sync-status.tsx';
export { UpdatePrompt, type UpdatePromptProps } from './update/update-prompt.tsx';
export { rootHandlers, type RootHandlersOptions } from './root-handlers/root-handlers.ts';
export { ErrorBoundary } from './boundary/error-boundary.tsx';
export { getErrorMessage } from './boundary/get-error-message.ts';
export { autoRetry, type AutoRetryOptions } from './boundary/retry/auto-retry.ts';
export { escalateAfter, type EscalateAfterOptions } from './boundary/escalate-after.ts';
export { isControlFlow, passControlFlow } from './boundary/control-flow.ts';
export { BoundaryFallback } from './boundary/boundary-fallback.tsx';
