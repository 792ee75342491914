'use client';
import type { Failure } from '@holdfast/core';
import { asFailure, requireOptions, surface, tell } from '@holdfast/core/parts';
import {
  useCallback,
  useContext,
  useInsertionEffect,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { failureOfThrown, isFirstToReport } from './boundary/thrown.ts';
import { canHide } from './can-hide.ts';
import { HoldfastContext } from './holdfast-context.ts';

/** Where the user sees an error. With `none` the user sees nothing: a cancelled request, for example, is no error. */
export type ErrorRoute = 'boundary' | 'notification' | 'inline' | 'none';

export interface ErrorHandlerOptions {
  /** Decides for each error. @default `routeBySeverity` */
  readonly route?: ErrorRoute | ((failure: Failure, error: unknown) => ErrorRoute);
  /** Shows a notification. @default none, so that errors for a notification are shown inline */
  readonly notify?: (failure: Failure) => void;
  /** The name of the failed action, for telemetry. @default 'handler' */
  readonly name?: string;
}

export interface ErrorHandler {
  /** The last error with the route `inline`, for the component to show. */
  readonly failure: Failure | undefined;
  /** Takes the inline error away. */
  readonly clear: () => void;
  /** Sends an error on its route: `.catch(handle)`. */
  readonly handle: (error: unknown) => void;
  /** The same function, which never throws and never rejects: its errors go on their route. */
  readonly guarded: <TArgs extends readonly unknown[]>(
    work: (...args: TArgs) => unknown,
  ) => (...args: TArgs) => void;
}

/** A bug goes to the boundary, since the part cannot be trusted; a cancelled call nowhere; the rest is shown inline. */
function routeBySeverity(failure: Failure): ErrorRoute {
  if (failure.code === 'ABORTED') return 'none';
  return failure.severity === 'critical' ? 'boundary' : 'inline';
}

/**
 * Brings errors of event handlers, timers and promises, which React does not catch, to where the user sees them: the
 * nearest boundary of any library, a notification, or the component itself. Telemetry gets each error once. It needs
 * no provider. An error that comes after the component has left the page is reported, and surfaces as uncaught.
 */
export function useErrorHandler(options: ErrorHandlerOptions = {}): ErrorHandler {
  requireOptions('useErrorHandler', options, {
    route: 'one of boundary, notification, inline, none, or a function?',
    notify: 'a function?',
    name: 'a text that is not empty?',
  });

  const holdfast = useContext(HoldfastContext)?.holdfast;
  const [failure, setFailure] = useState<Failure>();
  // In a box, because code can throw `null` and `undefined`, too.
  const [thrown, setThrown] = useState<{ readonly error: unknown }>();
  const latest = useRef({ options, holdfast });
  const isOnPage = useRef(false);
  const leaving = useRef<() => void>(undefined);
  useLayoutEffect(() => {
    latest.current = { options, holdfast };
  });
  const leave = useCallback(() => {
    isOnPage.current = false;
    // Runs after the boundary that removes this component, because that boundary may report the error itself.
    if (leaving.current) queueMicrotask(leaving.current);
  }, []);
  // A hidden component still shows its error when React shows it again.
  useInsertionEffect(() => {
    isOnPage.current = true;
    return () => {
      if (canHide()) leave();
    };
  }, [leave]);
  useLayoutEffect(() => {
    isOnPage.current = true;
    return () => {
      if (!canHide()) leave();
    };
  }, [leave]);

  const handle = useCallback((error: unknown) => {
    const { options: now, holdfast: runtime } = latest.current;
    const { route = routeBySeverity, notify, name: handler = 'handler' } = now;
    const caught = failureOfThrown(error, undefined, () => asFailure(error));
    let wanted = routeBySeverity(caught);
    // A mistake in the handling of an error must not hide the error.
    tell([() => (wanted = typeof route === 'function' ? route(caught, error) : route)]);
    if (wanted === 'none') return;
    if (!isOnPage.current) {
      surface(error);
      report('gone');
    } else if (wanted === 'boundary') {
      setThrown({ error });
      // A boundary of another library reports nothing. Whether another reporter did is known only for an object.
      if (Object(error) === error) leaving.current = () => report('boundary');
    } else {
      const told = wanted === 'notification' ? notify : undefined;
      report(told ? 'notification' : 'inline');
      let isInline = true;
      if (told) tell([() => (told(caught), (isInline = false))]);
      if (isInline) setFailure(caught);
    }

    function report(shown: 'notification' | 'inline' | 'boundary' | 'gone'): void {
      if (!runtime?.sink || !isFirstToReport(error, caught, latest)) return;
      const { incidentId } = caught;
      const told = { at: runtime.platform.now(), incidentId, failure: caught.toJSON() };
      runtime.sink({ type: 'handler.caught', handler, route: shown, ...told });
    }
  }, []);
  const guarded = useCallback<ErrorHandler['guarded']>(
    (work) =>
      (...args) => {
        // A promise of another realm has no `catch` that can be trusted; `async` adopts any.
        void (async () => work(...args))().catch(handle);
      },
    [handle],
  );
  const clear = useCallback(() => setFailure(undefined), []);

  if (thrown) throw thrown.error;
  return { failure, clear, handle, guarded };
}
