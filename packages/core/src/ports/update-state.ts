/** Where an update of the installed app stands. */
export type UpdateState =
  | { readonly kind: 'current' }
  | { readonly kind: 'waiting'; readonly apply: () => void }
  | { readonly kind: 'applied' };
