import { tellDeveloper } from './web-tell-developer.ts';

const ORIGIN = /^[a-z][a-z\d+.-]*:\/\/[^/\s*]+$/;

/** Tells the developer of an entry that never matches, because no browser sends an origin like it. */
export function adviseOrigins(caller: string, origins: readonly string[]): void {
  if (origins.every((origin) => ORIGIN.test(origin) && isWrittenAsSent(origin))) return;
  tellDeveloper(
    `${caller}: an entry of \`allowedOrigins\` is no origin as a browser sends it, and allows nothing: write scheme, host and port alone, such as \`https://app.example\`, without a path, a slash at the end or a star.`,
  );
}

/** A browser sends hosts in small letters, and leaves out the port that its scheme has anyway. */
function isWrittenAsSent(origin: string): boolean {
  return !/^https?:/.test(origin) || (URL.canParse(origin) && new URL(origin).origin === origin);
}
