import { retryAfterMs } from '../../exchange/wait/retry-after.ts';
import { webNow } from '../../platform/web-now.ts';
import { peek } from './peek.ts';

/** The facts about an HTTP answer in an error, or in a thrown `Response`. */
export interface ForeignAnswer {
  readonly status: number;
  readonly retryAfterMs: number | undefined;
}

const HINTS = ['retry-after-ms', 'retry-after', 'date'];

/**
 * The HTTP answer that libraries put on their errors: `status` or `statusCode`, on the error or on its
 * `response`. A number outside 400 to 599 is something else.
 */
export function foreignAnswer(thrown: unknown): ForeignAnswer | undefined {
  const response = peek(thrown, 'response');
  const status = [
    peek(response, 'status'),
    peek(response, 'statusCode'),
    peek(thrown, 'status'),
    peek(thrown, 'statusCode'),
  ].find(isErrorStatus);
  if (status === undefined) return undefined;
  const headers = peek(response ?? thrown, 'headers');
  return { status, retryAfterMs: retryAfterMs(readHints(headers), webNow()) };
}

function isErrorStatus(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) >= 400 && (value as number) < 600;
}

function readHints(headers: unknown): Record<string, string> {
  return Object.fromEntries(
    HINTS.map((name) => [name, textOf(header(headers, name))]).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string',
    ),
  );
}

function header(headers: unknown, name: string): unknown {
  try {
    const { get } = headers as Headers;
    return typeof get === 'function' ? get.call(headers, name) : peek(headers, name);
  } catch {
    return undefined;
  }
}

function textOf(value: unknown): unknown {
  return typeof value === 'number' ? `${value}` : value;
}
