import type { Context } from 'hono';

/**
 * Adds fields to the answer itself. Hono's `c.header` copies an answer for every field, and a copied body is a stream
 * that has to be read. This function copies in two cases only: an answer without a media type has no body, so that
 * the app may answer with the same object again, and an answer that came from `fetch` cannot be changed.
 */
export function answerFields(
  c: Context,
  fields: Readonly<Record<string, string>>,
  how: 'set' | 'append' = 'set',
): void {
  let isOwn = c.res.headers.has('content-type');
  for (const [name, value] of Object.entries(fields)) {
    if (isOwn && changed(c.res.headers, name, value, how)) continue;
    c.header(name, value, { append: how === 'append' });
    isOwn = true;
  }
}

/** Whether the headers could be changed. */
function changed(headers: Headers, name: string, value: string, how: 'set' | 'append'): boolean {
  try {
    headers[how](name, value);
    return true;
  } catch {
    return false;
  }
}
