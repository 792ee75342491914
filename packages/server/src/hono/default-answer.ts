const NOT_FOUND = '404 Not Found';
const FAILED = 'Internal Server Error';

/**
 * Says which of Hono's own plain answers this is, if it is one. Hono gives these when the app has set no handler. The
 * function does not read the answer.
 */
export async function defaultAnswer(answer: Response): Promise<'failed' | 'not-found' | undefined> {
  const { status, headers, body } = answer;
  const isPlain = /^text\/plain/i.test(headers.get('content-type') ?? '');
  if ((status !== 500 && status !== 404) || !isPlain || !body || body.locked) return undefined;
  const text = await answer.clone().text();
  if (status === 500) return text === FAILED ? 'failed' : undefined;
  return text === NOT_FOUND ? 'not-found' : undefined;
}
