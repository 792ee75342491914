import { nextRequestId, webPlatform, type Platform, type RestartState } from '@holdfast/core/parts';
import { severityOf, type BeaconEvent, type TelemetryEvent } from '@holdfast/core/telemetry';

export interface TellRestartOptions {
  /** How often in a row the supervisor has started this server again, as it said in the environment. */
  readonly restarts: string | undefined;
  /** The store of the reports of pages. */
  readonly store: {
    add(events: readonly (BeaconEvent & { readonly receivedAt: number })[]): Promise<unknown>;
  };
  readonly onFailure: (thrown: unknown) => void;
  /** @default webPlatform */
  readonly platform?: Pick<Platform, 'now' | 'schedule'>;
}

/** After this time the supervisor counts a new row of restarts. */
const HEALTHY_MS = 60_000;

/**
 * Tells telemetry that this server crashed and was started again, and later that it works. Does nothing for a first
 * start. Returns the function that stops it.
 */
export function tellRestart(options: TellRestartOptions): () => void {
  const { restarts, store, onFailure, platform = webPlatform } = options;
  const attempt = Number(restarts ?? 0);
  if (!Number.isSafeInteger(attempt) || attempt <= 0) return () => {};
  const tell = (restart: RestartState): void => {
    const at = platform.now();
    const event: TelemetryEvent = {
      ...{ type: 'restart.changed', at, what: 'server', name: 'fireside', ...restart },
    };
    const stored = { id: nextRequestId(), severity: severityOf(event), event, receivedAt: at };
    store.add([stored]).catch(onFailure);
  };
  tell({ state: 'restarting', attempt });
  return platform.schedule(HEALTHY_MS, () => tell({ state: 'healthy', attempt: 0 }));
}
