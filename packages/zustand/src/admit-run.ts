import { isSameInput } from './same-input.ts';

/**
 * Decides about a call while an earlier one of the same instance is under way. `join`: a call with the same input
 * gets the outcome of the earlier call; a call with another input, or with an idempotency key of its own, runs
 * beside it. `replace`: the earlier one is aborted. `queue`: it waits for its turn. `drop`: it is not run.
 * `parallel`: both run.
 */
export type Dedupe = 'join' | 'replace' | 'queue' | 'drop' | 'parallel';

/**
 * Decides about a call. `underWay` has the earlier calls that have not ended, including calls in line and calls that
 * wait in the outbox.
 */
export function admitRun<
  TRun extends { readonly input: unknown; readonly key?: string | undefined },
>(
  dedupe: Dedupe,
  underWay: readonly TRun[],
  input: unknown,
  key?: string,
):
  | { readonly do: 'start' | 'replace' | 'queue' | 'drop' }
  | { readonly do: 'join'; readonly run: TRun } {
  if (underWay.length === 0 || dedupe === 'parallel') return { do: 'start' };
  if (dedupe !== 'join') return { do: dedupe };
  const run = underWay.find((each) =>
    key === undefined ? isSameInput(each.input, input) : each.key === key,
  );
  return run ? { do: 'join', run } : { do: 'start' };
}
