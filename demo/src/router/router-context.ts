import { createContext, use } from 'react';
import type { Location } from './location.ts';
import type { Navigate } from './web-history.ts';

interface Routing {
  readonly location: Location;
  readonly navigate: Navigate;
}

export const RouterContext = createContext<Routing | null>(null);

export function useRouting(): Routing {
  const routing = use(RouterContext);
  if (!routing) throw new Error('Put the screens inside <Router>.');
  return routing;
}
