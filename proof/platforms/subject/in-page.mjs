import { attempt } from './attempt.mjs';
import { compose } from './compositions.mjs';
import { importAll } from './entries.mjs';

/** Runs in a page, or in a test environment with a page: all compositions except servers. `load` imports an entry. */
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
