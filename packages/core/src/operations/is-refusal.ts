import type { Failure } from '../failures/failure.ts';

/**
 * Whether the server refused the user, so that the page may show no kept answer either. A session that could not be
 * renewed just now is no refusal.
 */
export function isRefusal({ family, retry }: Pick<Failure, 'family' | 'retry'>): boolean {
  return (family === 'auth' || family === 'user') && retry === 'never';
}
