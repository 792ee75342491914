import type { Failure } from '@holdfast/core';
import {
  tell,
  toHydrationFailure,
  webNow,
  type Platform,
  requireOptions,
} from '@holdfast/core/parts';
import type { TelemetrySink } from '@holdfast/core/telemetry';
import type { Reporting } from '../boundary/reporting.ts';
import { failureOfThrown, isFirstToReport } from '../boundary/thrown.ts';
import type { RootHandlers } from './root-handler.ts';
import { logCaught, logUncaught, throwToWindow } from './web-error-log.ts';

const FOREIGN = { type: 'boundary.caught', boundary: 'foreign' } as const;

export interface RootHandlersOptions {
  /**
   * Sinks that hear of each error of rendering once; `[holdfast.sink]` for those of the runtime. @default none, and
   * each `ErrorBoundary` below a `HoldfastProvider` reports by itself
   */
  readonly sinks?: readonly (TelemetrySink | undefined)[];
  /**
   * Which values are no errors, so that no sink gets them: `isControlFlow` for those by which a framework steers
   * the page. @default none
   */
  readonly ignore?: (thrown: unknown) => boolean;
  /**
   * Handlers that are called after these. @default caught errors go to the console, all others to the window, as in
   * React itself
   */
  readonly chain?: Partial<RootHandlers>;
  /** @default webPlatform */
  readonly platform?: Pick<Platform, 'now'>;
}

/**
 * Makes handlers for a React root. They report each error once, with the name of the boundary and the incident id
 * that its fallback shows. Errors in boundaries of other libraries are reported as `foreign`. An error that several
 * boundaries catch, of one root or of several, is one report. An error from which React recovered is one, too, named
 * `HYDRATION_FAILED`, because nearly all of them come of hydration. React 18 does not call the first two handlers: there
 * each `ErrorBoundary` below a `HoldfastProvider` reports by itself.
 */
export function rootHandlers(options: RootHandlersOptions = {}): RootHandlers {
  requireOptions('rootHandlers', options, {
    sinks: 'a list?',
    ignore: 'a function?',
    chain: 'an object?',
    platform: 'an object with now?',
  });

  const { chain = {}, platform = { now: webNow }, ignore } = options;
  const sinks = (options.sinks ?? []).filter((each) => each !== undefined);
  const sink: TelemetrySink | undefined =
    sinks.length > 0 ? (event) => tell(sinks, event) : undefined;

  function report(
    error: unknown,
    reporter: unknown,
    event: { readonly type: 'render.uncaught' | 'render.recovered' } | typeof FOREIGN,
    failure = failureOfThrown(error),
  ): void {
    const isIgnored = ignore?.(error) === true;
    // Without a sink, a boundary reports the error. No boundary reports an error that `ignore` takes here.
    if (!(sink || isIgnored) || !isFirstToReport(error, failure, reporter) || isIgnored) return;
    const { incidentId } = failure;
    sink?.({ ...event, at: platform.now(), incidentId, failure: failure.toJSON() });
  }

  return {
    onCaughtError(error, info) {
      const boundary = Object(info.errorBoundary) as Partial<Reporting>;
      if (!boundary.reportToHoldfast) report(error, boundary, FOREIGN);
      else if (ignore?.(error) === true) report(error, options, FOREIGN);
      else if (sink) boundary.reportToHoldfast(sink, platform.now());
      (chain.onCaughtError ?? logCaught)(error, info);
    },
    onUncaughtError(error, info) {
      report(error, options, { type: 'render.uncaught' });
      (chain.onUncaughtError ?? logUncaught)(error, info);
    },
    onRecoverableError(error, info) {
      const name = (): Failure => toHydrationFailure(error);
      const failure = failureOfThrown(error, undefined, name);
      report(error, options, { type: 'render.recovered' }, failure);
      (chain.onRecoverableError ?? throwToWindow)(error, info);
    },
  };
}
