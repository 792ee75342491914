/** A service worker that does not install, like one whose list names a file that the server lacks. */
addEventListener('install', (event) => {
  (event as unknown as { waitUntil(work: Promise<never>): void }).waitUntil(
    Promise.reject(new TypeError('bad-precaching-response')),
  );
});
