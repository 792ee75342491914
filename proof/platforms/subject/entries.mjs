import { attempt } from './attempt.mjs';

/** Imports every public entry, one after the other. */
export async function importAll(entries, load = (entry) => import(entry)) {
  const results = [];
  for (const entry of entries) {
    results.push(await attempt(`\`${entry}\``, async () => void (await load(entry))));
  }
  return results;
}
