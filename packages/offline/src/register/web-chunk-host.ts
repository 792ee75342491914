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
      const { status, headers, body } = await fetch(address ?? location.href, {
        cache: 'no-store',
      });
      if (address === undefined) return !isThisPage(await new Response(body).text());
      await body?.cancel();
      const isPage = headers.get('content-type')?.startsWith('text/html') === true;
      return status === 404 || status === 410 || (status === 200 && isPage);
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

/** Whether a page has the scripts that this one began with. */
function isThisPage(html: string): boolean {
  const scripts = [...document.querySelectorAll('script[src]')];
  return scripts.every((script) => html.includes(script.getAttribute('src') ?? ''));
}
