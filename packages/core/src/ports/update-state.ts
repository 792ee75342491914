/**
 * Where an update of the installed app stands. `apply` moves this tab to the new version and does
 * nothing while the tab has unsaved work.
 */
export type UpdateState =
  | { readonly kind: 'current' }
  | { readonly kind: 'waiting'; readonly apply: () => void }
  /** Another tab applied it. This one still shows the old version, because something was unsaved. */
  | { readonly kind: 'applied'; readonly apply: () => void };
