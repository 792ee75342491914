import { isFailure, type Failure } from '../../failures/failure.ts';
import { peek } from '../../failures/naming/peek.ts';
import type { Clock } from '../../platform/platform.ts';
import type { NotRetried } from '../retry/not-retried.ts';
import type { Attempt } from './attempt.ts';
import { nameThrown } from './name-thrown.ts';
import { webWarn } from './web-warn.ts';

// Warns when a policy could not act although the developer may expect that it did. Bundlers leave this file out
// of production builds: see `#composition` in package.json.

const said = new WeakMap<object, Set<string>>();

/** Warns once for each policy. */
function say(policy: object, advice: string): void {
  const before = said.get(policy) ?? new Set();
  said.set(policy, before);
  if (!before.has(advice)) webWarn(`Holdfast: ${advice}`);
  before.add(advice);
}

const MAY_TWICE =
  "If it changes nothing, give the call effect: 'none', or the pipeline calls: 'reads'. If the server knows idempotency keys, give the call a key.";

const TYPE_ERROR =
  'took a TypeError for a mistake in the code and let it pass. A network error of fetch is a TypeError too, and only its text shows that: use resilientFetch of @holdfast/http, or give the pipeline a toFailure that names it.';

/** After a failed attempt that was not repeated. */
export function adviseRetry(policy: object, failure: Failure, why: NotRetried): void {
  if (isBareTypeError(failure)) say(policy, `retry ${TYPE_ERROR}`);
  if (why === 'unsafe')
    say(policy, `retry did not repeat work that may have changed something. ${MAY_TWICE}`);
}

/** For a call that the hedge lets pass without beginning it twice. */
export function adviseHedge(policy: object): void {
  say(policy, `hedge does not begin work twice that may change something. ${MAY_TWICE}`);
}

/** After a failure that has no substitute, or that is no evidence. */
export function adviseMissed(policy: object, name: string, failure: Failure | undefined): void {
  if (failure && isBareTypeError(failure)) say(policy, `${name} ${TYPE_ERROR}`);
}

/** After an error that is no failure, in a pipeline that takes every such error for one that may pass. */
export function adviseUnnamed(policies: object, isUnnamed: boolean, thrown: unknown): void {
  if (!isUnnamed || isFailure(thrown)) return;
  if (nameThrown(thrown).code !== 'UNKNOWN')
    say(
      policies,
      'a pipeline does not read what a plain error says, so it takes this one for trouble that may pass. Give the pipeline toFailure: nameThrown, or use resilientFetch of @holdfast/http.',
    );
}

/** After work that gave no promise: no limit could end it. */
export function adviseBlocking(
  policies: object,
  attempt: Attempt,
  end: unknown,
  platform: Pick<Clock, 'monotonic'>,
): void {
  const { call, place } = attempt as Partial<Attempt>;
  if (end instanceof Promise || typeof peek(end, 'then') === 'function') return;
  const dueMs = Math.min(place?.due ?? Infinity, call?.limit?.due ?? Infinity);
  if (platform.monotonic() > dueMs)
    say(
      policies,
      'timeout and deadline cannot end work that gives no promise: it blocked the page for longer than they allow.',
    );
}

const isBareTypeError = ({ code, retry, cause }: Failure): boolean =>
  code === 'UNKNOWN' && retry === 'never' && peek(cause, 'name') === 'TypeError';
