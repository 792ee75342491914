import { randomUUID } from 'node:crypto';
import type { Browser, BrowserContext, Page } from 'playwright';
import type { Fireside } from '../harness/fireside.ts';
import { seedLibrary, type SeededLibrary } from './library.ts';

type Session = Awaited<ReturnType<BrowserContext['storageState']>>;

/** A writer of the demo, with or without a library. */
export interface Writer {
  readonly session: Session;
  readonly library: SeededLibrary;
}

const nothing: SeededLibrary = { characterId: randomUUID(), storyId: randomUUID() };

/** Signs up past the screens. */
export async function createWriter(
  browser: Browser,
  { url }: Pick<Fireside, 'url'>,
  { name, isEmpty = false }: { readonly name: string; readonly isEmpty?: boolean },
): Promise<Writer> {
  const context = await browser.newContext({ baseURL: url });
  const { request } = context;
  const answer = await request.post('/api/accounts', {
    headers: { 'idempotency-key': `"${randomUUID()}"`, 'sec-fetch-site': 'same-origin' },
    data: { name, password: 'a lantern in the fog' },
  });
  if (!answer.ok()) throw new Error(`${answer.status()}: ${await answer.text()}`);
  const library = isEmpty ? nothing : await seedLibrary(request);
  const session = await context.storageState();
  await context.close();
  return { session, library };
}

/** A browser of its own on which the writer is signed in, and which keeps nothing yet. */
export async function openDevice(
  browser: Browser,
  { url }: Pick<Fireside, 'url'>,
  session?: Session,
): Promise<Page> {
  const context = await browser.newContext({
    baseURL: url,
    locale: 'en-US',
    ...(session && { storageState: session }),
  });
  return context.newPage();
}
