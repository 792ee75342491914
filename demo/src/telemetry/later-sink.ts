import type { TelemetryEvent, TelemetrySink } from '@holdfast/core/telemetry';

export interface EndingSink {
  readonly sink: TelemetrySink;
  dispose(): void;
}

/** More events than a page reports before its first screen. */
const MOST_WAITING = 500;

/**
 * A sink whose code loads when the page has come to rest. An event with a failure loads it at once, because a page that
 * breaks at its start may close soon. Until the code has loaded, events wait in memory, and a page that closes earlier
 * reports none of them. Beyond the limit the oldest events go. After a failed load, the next event loads the code again.
 */
export function laterSink(load: () => Promise<EndingSink>, rest: Promise<void>): EndingSink {
  let hurry!: () => void;
  const failed = new Promise<void>((resolve) => (hurry = resolve));
  let waiting: readonly TelemetryEvent[] = [];
  let loaded: EndingSink | undefined;
  let loading: Promise<void> | undefined;
  let isDisposed = false;

  const bring = async (): Promise<void> => {
    try {
      await Promise.race([rest, failed]);
      const one = await load();
      if (isDisposed) {
        one.dispose();
        return;
      }
      loaded = one;
      waiting.forEach(one.sink);
      waiting = [];
    } catch {
      // The next event asks again.
    } finally {
      loading = undefined;
    }
  };
  const begin = (): void => {
    loading ??= bring();
  };
  // The reports of an earlier page are sent even when this page reports no event.
  begin();

  return {
    sink(event) {
      if (loaded) {
        loaded.sink(event);
        return;
      }
      if (isDisposed) return;
      waiting = [...waiting, event].slice(-MOST_WAITING);
      if ('failure' in event || event.type === 'incident.opened') hurry();
      begin();
    },
    dispose() {
      isDisposed = true;
      loaded?.dispose();
    },
  };
}
