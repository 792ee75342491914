import { Failure, isFailure } from '@holdfast/core';
import { catalogue } from '@holdfast/core/failures';
import { retryAfterMs } from '@holdfast/core/parts';
import {
  GENERATOR_BUSY,
  GENERATOR_GONE,
  GENERATOR_MISCONFIGURED,
  GENERATOR_STOPPED,
  PROMPT_REJECTED,
} from '../../../contract/failures.ts';

const REFUSED = /content_policy|content_filter|moderation|safety|responsible_ai/iu;
const BUSY_MS = 5000;

/**
 * The failure of a refusal by the server, for the policies, which have to know the failures that the server caused.
 */
export async function refusalOf(response: Response, now: number): Promise<Failure> {
  const { status } = response;
  const code = await codeIn(response);
  const waitMs = retryAfterMs(Object.fromEntries(response.headers), now);
  if (status === 429 && code !== 'insufficient_quota') {
    return new Failure(catalogue.RATE_LIMITED, { status, retryAfterMs: waitMs });
  }
  if (status >= 500) return new Failure(catalogue.SERVER_ERROR, { status, retryAfterMs: waitMs });
  if (REFUSED.test(code)) return rejected();
  const reason =
    status === 404 ? 'model' : [401, 402, 403, 429].includes(status) ? 'key' : 'request';
  return new Failure(GENERATOR_MISCONFIGURED, { details: { reason } });
}

/** Names the failures that the policies let through, for the writer. */
export function generatorFailure(thrown: unknown): Failure {
  if (!isFailure(thrown)) return new Failure(GENERATOR_GONE, { cause: thrown });
  const { code, family, retryAfterMs: waitMs, attempts } = thrown;
  if (family === 'generator' || code === 'ABORTED') return thrown;
  const cause = { cause: thrown, retryAfterMs: waitMs, attempts };
  if (code === 'RATE_LIMITED') {
    const wait = { ...cause, retryAfterMs: waitMs ?? BUSY_MS };
    return new Failure(GENERATOR_BUSY, { ...wait, details: { places: 'generator' } });
  }
  const isSilent = code === 'TIMEOUT' || code === 'DEADLINE_EXCEEDED';
  const reason = isSilent ? 'silent' : family === 'network' ? 'unreachable' : 'failed';
  return new Failure(GENERATOR_GONE, { ...cause, details: { reason } });
}

export const rejected = (): Failure =>
  new Failure(PROMPT_REJECTED, { details: { reason: 'generator' } });

export const stopped = (
  reason: 'cut' | 'malformed' | 'silent' | 'refused',
  cause?: unknown,
): Failure => new Failure(GENERATOR_STOPPED, { details: { reason }, cause });

async function codeIn(response: Response): Promise<string> {
  const text = await response.text().catch(() => '');
  try {
    const { error } = JSON.parse(text.slice(0, 65_536)) as { error?: unknown };
    const { code, type } = Object(error) as { code?: unknown; type?: unknown };
    return [code, type].find((one) => typeof one === 'string' && one !== '') as string;
  } catch {
    return '';
  }
}
