import type { Location } from './location.ts';
import { useRouting } from './router-context.ts';

/** The present place with its hash, its state and its key. `useLocation` of Wouter knows only the path. */
export const useHistoryLocation = (): Location => useRouting().location;
