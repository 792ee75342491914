import type { Platform } from '../platform/platform.ts';
import { webPlatform } from '../platform/web-platform.ts';
import type { TelemetrySink } from '../telemetry/telemetry-event.ts';
import type { ConnectivityTracker } from './create-connectivity.ts';

/** Tells a sink of each change of connectivity; returns the undo. */
export function tellConnectivity(
  connectivity: Pick<ConnectivityTracker, 'getSnapshot' | 'subscribe'>,
  sink: TelemetrySink,
  platform: Pick<Platform, 'now'> = webPlatform,
): () => void {
  return connectivity.subscribe(() =>
    sink({ type: 'connectivity.changed', at: platform.now(), state: connectivity.getSnapshot() }),
  );
}
