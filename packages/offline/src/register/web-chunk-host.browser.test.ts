import { afterEach, expect, it, onTestFinished } from 'vitest';
import { noMarks } from './stale-chunk-state.ts';
import { webChunkHost } from './web-chunk-host.ts';

const host = webChunkHost();
const script = '/packages/offline/test/update-worker.js';

/** Does what the code of the bundler does when a part does not load. */
const tell = (payload: unknown) =>
  dispatchEvent(Object.assign(new Event('vite:preloadError'), { payload }));

/** Asks as a page of this address. */
function isGoneAt(path: string): Promise<boolean> {
  history.replaceState(null, '', path);
  return host.isGone(undefined);
}

afterEach(() => sessionStorage.clear());

it('a page hears of the parts that its bundler could not load, until it stops', () => {
  const heard: unknown[] = [];
  const stop = host.onPreloadError((error) => void heard.push(error));
  tell('first');
  stop();
  tell('second');
  expect(heard).toEqual(['first']);
});

it('a part is gone when the server does not have it, or has a page in its place', async () => {
  expect(await host.isGone(script)).toBe(false);
  expect(await host.isGone('/no-such-folder/story-12345678.js')).toBe(true);
  // The server of this test answers with the page of this test.
  expect(await host.isGone(location.href)).toBe(true);
});

it("a page is the server's own page as long as the server's page names all its scripts", async () => {
  expect(await host.isGone(undefined)).toBe(false);
  const added = document.createElement('script');
  added.type = 'of an older version';
  added.async = false;
  added.setAttribute('src', '/assets/app-00000000.js');
  document.head.append(added);
  expect(await host.isGone(undefined)).toBe(true);
  added.remove();
});

it('a script that code added later makes no other page', async () => {
  const added = document.createElement('script');
  added.type = 'of an extension';
  added.src = '/measures.js';
  document.head.append(added);
  onTestFinished(() => added.remove());
  expect(await host.isGone(undefined)).toBe(false);
});

it('a server in trouble, and a sign-in page, are no other version of the app', async () => {
  const { href } = location;
  onTestFinished(() => history.replaceState(null, '', href));
  const added = document.createElement('script');
  added.type = 'of this version';
  added.async = false;
  added.setAttribute('src', '/assets/app-00000000.js');
  document.head.append(added);
  onTestFinished(() => added.remove());
  // The server answers the first with an error, and the second with a script.
  expect(await isGoneAt('/no-such-folder/')).toBe(false);
  expect(await isGoneAt(script)).toBe(false);
});

it('the marks of a reload outlast it', () => {
  expect(host.readMarks()).toEqual(noMarks);
  const marks = { at: 7, parts: ['/assets/app-00000000.js'] };
  host.writeMarks(marks);
  expect(webChunkHost().readMarks()).toEqual(marks);
});
