import { drawFault } from '../draw-fault.ts';
import type { AnswerFaults, NetworkFaults, ScenarioStep } from './scenario.ts';

/** The fault of one request. */
export type RequestFaultKind =
  | ('offline' | 'refused' | 'cut-request' | 'cut-answer')
  | ('429' | '500' | '503' | 'html' | 'truncated' | 'wrong-json' | 'slow');

/** All faults of one request. */
export interface RequestFault {
  readonly kind?: RequestFaultKind;
  /** The request leaves this much later. */
  readonly delayMs: number;
  /** The answer comes this much later. */
  readonly slowMs: number;
  /** How long a `429` asks the client to wait. */
  readonly retryAfterMs: number;
  /** This many bytes of a stream pass before it is cut or ends. */
  readonly afterBytes: number;
}

export const NO_FAULT: RequestFault = Object.freeze({
  ...{ delayMs: 0, slowMs: 0, retryAfterMs: 0, afterBytes: 0 },
});

const NETWORK = [
  ['refused', 'refused'],
  ['cut-request', 'cutRequest'],
  ['cut-answer', 'cutAnswer'],
] as const satisfies readonly (readonly [RequestFaultKind, keyof NetworkFaults])[];
const ANSWERS = [
  ['429', '429'],
  ['500', '500'],
  ['503', '503'],
  ['html', 'html'],
  ['truncated', 'truncated'],
  ['wrong-json', 'wrongJson'],
  ['slow', 'slow'],
] as const satisfies readonly (readonly [RequestFaultKind, string])[];
const SLOW_MS = 8000;
const SLOW_SERVER_MS = 3000;

/**
 * The faults of one request in a step. Pure: the same seed, request and turn of that request always give the same.
 *
 * @param request as `requestShape` gives it
 * @param nth 1 for the first such request
 */
export function faultOf(
  seed: number,
  step: ScenarioStep | undefined,
  request: string,
  nth: number,
): RequestFault {
  if (!step) return NO_FAULT;
  const { network = {}, answers = {}, server } = step;
  const kind = kindOf(step, () => drawFault(seed, `kind ${request}`, nth));
  const [least, most] = rangeOf(network.delayMs);
  const span = most - least;
  const delayMs = Math.round(
    span === 0 ? least : least + span * drawFault(seed, `delay ${request}`, nth),
  );
  const late = kind === 'slow' ? (answers.slowMs ?? SLOW_MS) : 0;
  const slowMs = late + (server === 'slow' ? SLOW_SERVER_MS : 0);
  const retryAfterMs = kind === '429' ? (answers.retryAfterMs ?? 1000) : 0;
  const afterBytes = kind ? 200 + Math.floor(drawFault(seed, `bytes ${request}`, nth) * 2000) : 0;
  return { ...(kind && { kind }), delayMs, slowMs, retryAfterMs, afterBytes };
}

function kindOf(
  { network = {}, answers = {}, server }: ScenarioStep,
  draw: () => number,
): RequestFaultKind | undefined {
  if (network.offline) return 'offline';
  if (server === 'kill') return 'refused';
  let left = draw();
  const hits = (share: AnswerFaults[429]): boolean => (left -= share ?? 0) < 0;
  return (
    NETWORK.find(([, name]) => hits(network[name]))?.[0] ??
    ANSWERS.find(([, name]) => hits(answers[name]))?.[0]
  );
}

function rangeOf(delayMs: NetworkFaults['delayMs'] = 0): readonly [number, number] {
  return typeof delayMs === 'number' ? [delayMs, delayMs] : delayMs;
}

/** The fault in words for a log: `cut-answer`, or `late 120 ms, 503`. `undefined` when all is well. */
export function tellFault({ kind, delayMs, slowMs }: RequestFault): string | undefined {
  const ms = delayMs + slowMs;
  const told = [ms > 0 ? `late ${ms} ms` : undefined, kind].filter((one) => one !== undefined);
  return told.length > 0 ? told.join(', ') : undefined;
}
