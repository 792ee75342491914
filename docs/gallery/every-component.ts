import type { GalleryComponent } from './gallery-state.ts';
import { activityList } from './states/activity-list.tsx';
import { ageBadge } from './states/age-badge.tsx';
import { boundaryFallback } from './states/boundary-fallback.tsx';
import { conflictChooser } from './states/conflict-chooser.tsx';
import { connectivityBanner } from './states/connectivity-banner.tsx';
import { errorSummary } from './states/error-summary.tsx';
import { choiceField, sliderField, tagsField, textField } from './states/form-fields.tsx';
import { notifications } from './states/notifications.tsx';
import { progressBar } from './states/progress-bar.tsx';
import { retryButton } from './states/retry-button.tsx';
import { statusLine } from './states/status-line.tsx';
import { syncStatus } from './states/sync-status.tsx';
import { updatePrompt } from './states/update-prompt.tsx';

/** Every component that the gallery shows, each in all of its states. */
export const everyComponent: readonly GalleryComponent[] = [
  connectivityBanner,
  syncStatus,
  notifications,
  activityList,
  conflictChooser,
  updatePrompt,
  retryButton,
  progressBar,
  ageBadge,
  statusLine,
  boundaryFallback,
  textField,
  choiceField,
  tagsField,
  sliderField,
  errorSummary,
];
