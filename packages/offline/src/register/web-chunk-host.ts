import type { ChunkHost } from './chunk-host.ts';
import { parseMarks } from './stale-chunk-state.ts';

const KEY = 'holdfast.reloaded-for';

/** The page that runs this. */
export function webChunkHost(): ChunkHost {
  return {
    onPreloadError(listener) {
      // Vite reports the error before the `import()` rejects.
      const hear = (event: Event): void =>
        listener((event as { readonly payload?: unknown }).payload);
      globalThis.addEventListener?.('vite:preloadError', hear);
      return () => globalThis.removeEventListener?.('vite:preloadError', hear);
    },
    async isGone(address) {
      const { status, redirected, headers, body } = await fetch(address ?? location.href, {
        cache: 'no-store',
      });
      const isPage = headers.get('content-type')?.toLowerCase().startsWith('text/html') === true;
      // A sign-in page or the error page of a gateway says nothing of versions.
      const isOwnPage = status === 200 && isPage && !redirected;
      if (address === undefined && isOwnPage) return !isThisPage(await new Response(body).text());
      await body?.cancel();
      return address !== undefined && (status === 404 || status === 410 || isOwnPage);
    },
    readMarks() {
      try {
        return parseMarks(sessionStorage.getItem(KEY));
      } catch {
        return undefined;
      }
    },
    writeMarks(marks) {
      sessionStorage.setItem(KEY, JSON.stringify(marks));
    },
  };
}

/** Whether a page has the scripts that this one began with. Scripts that code added later are `async`. */
function isThisPage(html: string): boolean {
  const text = html.replaceAll('&amp;', '&');
  const scripts = [...document.querySelectorAll<HTMLScriptElement>('script[src]')];
  return scripts.every(({ async, attributes }) => {
    return async || text.includes(attributes.getNamedItem('src')?.value ?? '');
  });
}
