import { useRouting } from './router-context.ts';

type Change = (before: URLSearchParams) => URLSearchParams;

/** What stands behind the `?` of the address, and a function that navigates to the same page with something else there. */
export function useSearchParams(): readonly [URLSearchParams, (change: Change) => void] {
  const { location, navigate } = useRouting();
  const params = new URLSearchParams(location.search);
  const set = (change: Change): void => {
    const query = change(params).toString();
    navigate(`${location.pathname}${query && '?'}${query}`);
  };
  return [params, set];
}
