'use client';
import { requireOptions, webIsServer } from '@holdfast/core/parts';
import {
  createElement,
  forwardRef,
  lazy,
  useLayoutEffect,
  useState,
  type ComponentType,
  type LazyExoticComponent,
} from 'react';
import { noteLoadError } from './retry/load-errors.ts';

export interface LazyWithRetryOptions {
  /**
   * Runs each load. `pipeline({ toFailure: toImportFailure }, retry())` of `@holdfast/core/policies` tries more often
   * before the error shows. @default once
   */
  readonly guard?: <T>(work: () => Promise<T>) => Promise<T>;
}

/**
 * `React.lazy` that loads again. React keeps the rejection of a `lazy` for ever, so that a boundary which renders its
 * children again only throws the old error again. This one gives the error to the nearest boundary, of any library,
 * and calls `load` again as soon as the children are rendered again. A module that did load is never loaded twice.
 *
 * `load` gets the number of loads before, from 0. Most apps ignore it: by the HTML standard of 2026 a browser asks the
 * server again for a module whose fetch failed. Older browsers keep the failure as long as the page lives, and only
 * another address helps: `(attempt) => import(attempt ? '/parts/map.js?again=' + attempt : '/parts/map.js')`. Another
 * address is another module, with a state of its own, so this does harm to a module that other modules import, too.
 *
 * An error shows when everything else below the same `Suspense` is loaded.
 */
// oxlint-disable-next-line typescript/no-explicit-any -- a component of any props, as React's own type of `lazy` says
export function lazyWithRetry<T extends ComponentType<any>>(
  load: (attempt: number) => Promise<{ default: T }>,
  { guard = (work) => work() }: LazyWithRetryOptions = {},
): LazyExoticComponent<T> {
  requireOptions('lazyWithRetry', { guard }, { guard: 'a function' });

  let attempts = 0;
  let current = next();

  function next(): LazyExoticComponent<ComponentType<object>> {
    const mine = lazy(async () => {
      try {
        return await guard(() => load(attempts++));
      } catch (error) {
        noteLoadError(error);
        const giveWay = (): void => {
          if (current === mine) current = next();
        };
        // A server shows no boundary; it leaves this part of the page to the browser.
        if (webIsServer()) {
          giveWay();
          throw error;
        }
        return { default: thatThrows(error, giveWay) };
      }
    });
    return mine;
  }

  const LazyWithRetry = forwardRef<unknown, object>((props, ref) => {
    // React Compiler would move the function below out of the one that owns `current`.
    'use no memo';
    // The load with which this mount began. A mount after the error begins with the next load.
    const [Part] = useState(() => current);
    return createElement(Part, ref === null ? props : { ...props, ref });
  });
  return LazyWithRetry as unknown as LazyExoticComponent<T>;
}

/**
 * A component that throws once it is on the page, before the browser paints. Only then is it certain that React has
 * passed the error to a boundary, and will not ask this `lazy` again.
 */
function thatThrows(error: unknown, giveWay: () => void): ComponentType {
  return function NotLoaded() {
    const [isOnPage, putOnPage] = useState(false);
    useLayoutEffect(() => {
      giveWay();
      putOnPage(true);
    }, []);
    if (isOnPage) throw error;
    return null;
  };
}
