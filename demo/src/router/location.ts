/** A place in the app, as one entry of the browser's history keeps it. */
export interface Location {
  readonly pathname: string;
  /** With its `?`, or empty. */
  readonly search: string;
  /** With its `#`, or empty. */
  readonly hash: string;
  /** What the code that navigated here gave along. An entry of an earlier version may hold anything. */
  readonly state: unknown;
  /** Differs between navigations. `default` is the page that the browser itself opened. */
  readonly key: string;
}

/** The address without the origin. */
export const addressOf = ({
  pathname,
  search,
  hash,
}: Pick<Location, 'pathname' | 'search' | 'hash'>): string => `${pathname}${search}${hash}`;
