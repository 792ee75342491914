import {
  startTransition,
  useLayoutEffect,
  useMemo,
  useState,
  type ReactElement,
  type ReactNode,
} from 'react';
import { RouterContext } from './router-context.ts';
import { createWebHistory } from './web-history.ts';

/**
 * Tells its children where in the app the page is. A navigation is a transition: the screen stays until the part of the
 * next one has loaded.
 */
export function Router({ children }: { readonly children: ReactNode }): ReactElement {
  const [{ read, navigate, listen }] = useState(createWebHistory);
  const [location, setLocation] = useState(read);
  useLayoutEffect(() => listen(() => startTransition(() => setLocation(read()))), [listen, read]);
  const routing = useMemo(() => ({ location, navigate }), [location, navigate]);
  return <RouterContext value={routing}>{children}</RouterContext>;
}
