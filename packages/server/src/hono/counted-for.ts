import type { Context } from 'hono';
import { defect } from '../mistakes/defect.ts';
import { adviseAt } from '../mistakes/request-advice.ts';

const TRIES = 20;

/**
 * Asks the app's function for the user or address that a request counts for. Throws `DEFECT` for an answer that is
 * neither a text nor `undefined`. When the function answers `undefined` for the first twenty requests, it advises
 * once to look at the function.
 */
export function createCountedFor<TContext extends Pick<Context, 'req'>>(
  middleware: string,
  option: string,
  of: (c: TContext) => string | undefined,
): (c: TContext) => string | undefined {
  let nobody = 0;
  return (c) => {
    const key: unknown = of(c);
    if (typeof key === 'string' && key !== '') {
      nobody = Number.NaN;
      return key;
    }
    if (key !== undefined) {
      throw defect(
        `${middleware}: \`${option}\` is to answer a text or undefined, not ${key === '' ? 'an empty text' : key instanceof Promise ? 'a promise' : String(key === null ? null : typeof key)}.`,
      );
    }
    nobody += 1;
    if (nobody === TRIES) {
      adviseAt(
        c.req.raw,
        `${middleware}: \`${option}\` answered undefined for each of the first ${TRIES} requests, so that no request was counted. Set the value that it reads before this middleware runs.`,
      );
    }
    return undefined;
  };
}
