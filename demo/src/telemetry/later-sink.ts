import type { TelemetryEvent, TelemetrySink } from '@holdfast/core/telemetry';

export interface EndingSink {
  readonly sink: TelemetrySink;
  dispose(): void;
}

/** More than a page tells before its first screen. */
const MOST_WAITING = 500;

/**
 * A sink whose code loads after the page began to work. Until it is there its events wait in memory, so a page that
 * closes before tells nothing. Of too many events the oldest go. A sink that does not load is loaded again with the
 * next event.
 */
export function laterSink(load: () => Promise<EndingSink>): EndingSink {
  let waiting: readonly TelemetryEvent[] = [];
  let loaded: EndingSink | undefined;
  let loading: Promise<void> | undefined;
  let isDisposed = false;

  const bring = async (): Promise<void> => {
    try {
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
  // Reports that an earlier page left are sent also where nothing is told.
  begin();

  return {
    sink(event) {
      if (loaded) {
        loaded.sink(event);
        return;
      }
      if (isDisposed) return;
      waiting = [...waiting, event].slice(-MOST_WAITING);
      begin();
    },
    dispose() {
      isDisposed = true;
      loaded?.dispose();
    },
  };
}
