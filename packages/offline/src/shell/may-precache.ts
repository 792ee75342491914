import type { Answered } from './may-keep.ts';

/** The path of a file whose name says that it is no page. */
const OF_NO_PAGE = /\.(?!x?html?$)\w+$/i;
/** What a server may leave out of the address of a page. */
const LEFT_OUT = /(?:\/index)?(?:\.x?html?)?\/?$/i;

/**
 * Whether an answer is the file that the list of the build names. A sign-in page or the page of another address in its
 * place would be given to the user at every visit, until the next version of the app.
 */
export function mayPrecache(
  asked: string,
  {
    status,
    redirected,
    url,
    headers,
  }: Pick<Answered, 'status' | 'redirected' | 'headers'> & { url: string },
): boolean {
  if (status >= 400) return false;
  const isPage = headers.get('content-type')?.toLowerCase().startsWith('text/html') === true;
  if (!isPage) return true;
  if (OF_NO_PAGE.test(new URL(asked).pathname)) return false;
  // Servers send from `/index.html` to `/`, and from `/app.html` to `/app`.
  return !redirected || placeOf(url) === placeOf(asked);
}

function placeOf(address: string): string {
  const { origin, pathname } = new URL(address);
  return origin + pathname.replace(LEFT_OUT, '');
}
