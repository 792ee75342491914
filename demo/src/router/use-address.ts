import { useRouting } from './router-context.ts';
import type { Navigate } from './web-history.ts';

/** The path of the present address and the way to another, for Wouter. */
export function useAddress(): [path: string, navigate: Navigate] {
  const { location, navigate } = useRouting();
  return [encoded(location.pathname), navigate];
}

/** What stands behind the `?` of the present address, for Wouter. */
export const useQuery = (): string => encoded(useRouting().location.search);

/** Wouter decodes a whole address. What reads a part of it decodes that part, which would then be decoded twice. */
const encoded = (asWritten: string): string => asWritten.replaceAll('%', '%25');
