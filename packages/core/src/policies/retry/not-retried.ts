/**
 * Why a failed attempt was not followed by another one. Exactly one of these is true of each such attempt:
 *
 * - `final`: the failure says that another attempt cannot help (`retry: 'never'`).
 * - `applied`: the work took effect, although the attempt failed.
 * - `unsafe`: the work may have taken effect. The call has no key, and does not say that it changes nothing.
 * - `attempts`: it was the last of `maxAttempts`.
 * - `hint`: the server asks for a longer wait than `maxHintMs`.
 * - `deadline`: the deadline has passed, or the wait would not end before it.
 * - `budget`: too much of the traffic to this server is extra attempts already.
 * - `aborted`: the caller, or a hedge that has its answer, aborted the call.
 * - `ended`: a pipeline or another part around this one ended the call. The failure names the reason.
 * - `disposed`: the part that does the work was disposed.
 * - `circuit-open`, `circuit-isolated`, `bulkhead-full`, `rate-limited`: a policy refused the attempt, and no
 *   retry stands around that policy.
 * - `no-retry`: no retry of the pipeline decided. There is none, it stands outside of a hedge, or its backoff
 *   threw.
 */
export type NotRetried =
  | 'final'
  | 'applied'
  | 'unsafe'
  | 'attempts'
  | 'hint'
  | 'deadline'
  | 'budget'
  | 'aborted'
  | 'ended'
  | 'disposed'
  | 'circuit-open'
  | 'circuit-isolated'
  | 'bulkhead-full'
  | 'rate-limited'
  | 'no-retry';
