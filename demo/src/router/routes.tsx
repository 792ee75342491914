import type { ReactElement, ReactNode } from 'react';
import { matchPath } from './match-path.ts';
import { useLocation } from './use-location.ts';
import { ParamsContext } from './use-params.ts';

interface RoutesProps {
  /** By the pattern of the address. The first that fits is shown, so that `/stories/new` stands before `/stories/:id`. */
  readonly pages: readonly (readonly [pattern: string, page: ReactNode])[];
  /** What an address shows that fits no pattern. */
  readonly otherwise: ReactNode;
}

/** Shows the page of the present address. Two addresses of one pattern keep the state of its page. */
export function Routes({ pages, otherwise }: RoutesProps): ReactElement {
  const { pathname } = useLocation();
  for (const [pattern, page] of pages) {
    const params = matchPath(pattern, pathname);
    if (params) return <ParamsContext value={params}>{page}</ParamsContext>;
  }
  return <>{otherwise}</>;
}
