import type { Location } from './location.ts';
import { useRouting } from './router-context.ts';

export const useLocation = (): Location => useRouting().location;
