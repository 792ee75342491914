/** The default options of a `QueryClient` beside Holdfast. */
export { besideHoldfast } from './beside-holdfast.ts';
export {
  /** Options for `useMutation` that run a write of Holdfast. */
  holdfastMutation,
  /** What `holdfastMutation` returns. */
  type HoldfastMutation,
  /** What such a mutation gives. */
  type MutationData,
} from './holdfast-mutation.ts';
/** Invalidates queries when a write took effect. */
export { followWrites, type Invalidates } from './follow-writes.ts';
/** The data of a query with the waiting writes shown over it. */
export { usePending } from './use-pending.ts';
