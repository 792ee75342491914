/** A page of Fireside may load and run its own files, and no code that is written into the page. */
export const CONTENT_SECURITY_POLICY: string = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  // Text never becomes code. The only policy makes the address of the service worker.
  "require-trusted-types-for 'script'",
  'trusted-types holdfast-worker',
].join('; ');
