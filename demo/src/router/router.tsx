import {
  startTransition,
  useCallback,
  useLayoutEffect,
  useMemo,
  useState,
  type ReactElement,
  type ReactNode,
} from 'react';
import { Router as Wouter } from 'wouter';
import { parsePattern } from './parse-pattern.ts';
import { RouterContext } from './router-context.ts';
import { useAddress, useQuery } from './use-address.ts';
import { enter, readLocation, type Navigate } from './web-history.ts';

const OPTIONS = { hook: useAddress, searchHook: useQuery, parser: parsePattern };

/**
 * Gives Wouter the place of the page in the app. A navigation is a transition: the screen stays until the part of the
 * next one has loaded. Wouter itself reads the address with `useSyncExternalStore`, which cannot wait.
 */
export function Router({ children }: { readonly children: ReactNode }): ReactElement {
  const [location, setLocation] = useState(readLocation);
  const show = useCallback(() => startTransition(() => setLocation(readLocation())), []);
  useLayoutEffect(() => {
    addEventListener('popstate', show);
    return () => removeEventListener('popstate', show);
  }, [show]);
  const navigate = useCallback<Navigate>(
    (to, options) => {
      enter(to, options);
      show();
    },
    [show],
  );
  const routing = useMemo(() => ({ location, navigate }), [location, navigate]);
  return (
    <RouterContext value={routing}>
      <Wouter {...OPTIONS}>{children}</Wouter>
    </RouterContext>
  );
}
