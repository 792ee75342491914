import { attempt } from './attempt.mjs';
import { compose } from './compositions.mjs';
import { importAll } from './entries.mjs';

/** In a page or a test environment with one: everything but servers. `load` imports an entry. */
export async function runInPage(entries, load) {
  const stray = [];
  const hear = (event) => stray.push(event.reason ?? event.error ?? event.message);
  globalThis.addEventListener?.('unhandledrejection', hear);
  globalThis.addEventListener?.('error', hear);
  return [
    ...(await importAll(entries, load)),
    ...(await compose()),
    await attempt('no error that nobody caught', async () => {
      if (stray.length > 0) throw stray[0];
    }),
  ];
}
