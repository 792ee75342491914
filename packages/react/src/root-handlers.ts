'use client';
import { Failure, isFailure } from '@holdfast/core';
import { tell, webPlatform, type Platform } from '@holdfast/core/parts';
import { RENDER_FAILED } from '@holdfast/core/failures';
import type { TelemetrySink } from '@holdfast/core/telemetry';
import { ErrorBoundary } from './boundary/error-boundary.tsx';
import { logCaught, throwToWindow } from './web-error-log.ts';

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

export interface RootHandlersOptions {
  /** Told of each error of rendering once; `[holdfast.sink]` for those of the runtime. @default none */
  readonly sinks?: readonly (TelemetrySink | undefined)[];
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
 * that its fallback shows. Errors in boundaries of other libraries are reported as `foreign`.
 */
export function rootHandlers(options: RootHandlersOptions = {}): RootHandlers {
  const { chain = {}, platform = webPlatform } = options;
  const sinks = (options.sinks ?? []).filter((each) => each !== undefined);
  const sink: TelemetrySink = (event) => tell(sinks, event);
  const at = (): number => platform.now();
  return {
    onCaughtError(error, info) {
      if (info.errorBoundary instanceof ErrorBoundary) info.errorBoundary.report(sink, at());
      else {
        const failure = toFailure(error);
        const { incidentId } = failure;
        const told = { at: at(), incidentId, failure: failure.toJSON() };
        sink({ type: 'boundary.caught', boundary: 'foreign', ...told });
      }
      (chain.onCaughtError ?? logCaught)(error, info);
    },
    onUncaughtError(error, info) {
      const failure = toFailure(error);
      const { incidentId } = failure;
      sink({ type: 'render.uncaught', at: at(), incidentId, failure: failure.toJSON() });
      (chain.onUncaughtError ?? throwToWindow)(error, info);
    },
    onRecoverableError: (error, info) => (chain.onRecoverableError ?? throwToWindow)(error, info),
  };
}

function toFailure(error: unknown): Failure {
  return isFailure(error) ? error : new Failure(RENDER_FAILED, { cause: error });
}
