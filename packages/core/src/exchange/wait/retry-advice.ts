import type { RetryAdvice } from '../../failures/failure-kind.ts';

/** What the server says about a retry (`x-should-retry`). It outweighs the status. */
export function retryAdvice(headers: Readonly<Record<string, string>>): RetryAdvice | undefined {
  const said = headers['x-should-retry']?.trim();
  if (said === 'true') return 'later';
  return said === 'false' ? 'never' : undefined;
}
