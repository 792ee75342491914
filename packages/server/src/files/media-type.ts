const TEXT = '; charset=utf-8';

const TYPES: Readonly<Record<string, string>> = {
  avif: 'image/avif',
  css: `text/css${TEXT}`,
  csv: `text/csv${TEXT}`,
  gif: 'image/gif',
  htm: `text/html${TEXT}`,
  html: `text/html${TEXT}`,
  ico: 'image/x-icon',
  jpeg: 'image/jpeg',
  jpg: 'image/jpeg',
  js: `text/javascript${TEXT}`,
  json: 'application/json',
  md: `text/markdown${TEXT}`,
  mjs: `text/javascript${TEXT}`,
  mp3: 'audio/mpeg',
  mp4: 'video/mp4',
  ogg: 'audio/ogg',
  otf: 'font/otf',
  pdf: 'application/pdf',
  png: 'image/png',
  svg: 'image/svg+xml',
  ttf: 'font/ttf',
  txt: `text/plain${TEXT}`,
  wasm: 'application/wasm',
  webm: 'video/webm',
  webmanifest: 'application/manifest+json',
  webp: 'image/webp',
  woff: 'font/woff',
  woff2: 'font/woff2',
  xml: 'application/xml',
};

/** The media type of a file, by the ending of its name. */
export function mediaType(path: string): string {
  const ending = path.slice(path.lastIndexOf('.') + 1).toLowerCase();
  return (Object.hasOwn(TYPES, ending) && TYPES[ending]) || 'application/octet-stream';
}

/** Whether a file of this type gets smaller: images and fonts have been compressed already. */
export function isCompressible(type: string): boolean {
  return /^text\/|^application\/(?:json|xml|wasm|manifest)|\+(?:json|xml)\b|^font\/[ot]tf/.test(
    type,
  );
}
