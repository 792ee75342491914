/**
 * The default options of a `QueryClient` beside Holdfast: `new QueryClient({ defaultOptions: besideHoldfast })`.
 *
 * TanStack Query tries nothing again, because the policies do: `guard` of `resilientFetch`, `reads` and `writes` of
 * the runtime. Two places that retry multiply each other. It pauses nothing either, because its belief about the
 * network must not keep a write from the outbox.
 */
export const besideHoldfast: {
  readonly queries: Calm;
  readonly mutations: Calm;
} = {
  queries: { retry: false, networkMode: 'always' },
  mutations: { retry: false, networkMode: 'always' },
};

interface Calm {
  readonly retry: false;
  readonly networkMode: 'always';
}
