import type { RetryAdvice } from '../../failures/failure-kind.ts';

/** What the server says about trying again (`x-should-retry`); it knows better than the status does. */
export function retryAdvice(headers: Readonly<Record<string, string>>): RetryAdvice | undefined {
  const said = headers['x-should-retry']?.trim();
  if (said === 'true') return 'later';
  return said === 'false' ? 'never' : undefined;
}
