import type { webUtf8 as inAnyHost } from './web-utf8.ts';

/** Stands for `webUtf8` in builds of browsers for production, which all have a `TextDecoder`: see `#utf8` in package.json. */
export const webUtf8: typeof inAnyHost = () => {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  return (bytes) => decoder.decode(bytes);
};
