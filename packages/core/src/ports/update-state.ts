/** An update that the user can start, or put off. */
export interface OfferedUpdate {
  /** Moves this tab to the new version. It does nothing while the tab has unsaved work. */
  readonly apply: () => void;
  /** Puts the question off in every tab, for a time or until the next version. */
  readonly later: () => void;
  /** The user put the question off: do not ask now. */
  readonly isPutOff: boolean;
}

/** The state of an update of the installed app. */
export type UpdateState =
  | { readonly kind: 'current' }
  /** A new version is on the device. */
  | ({ readonly kind: 'waiting' } & OfferedUpdate)
  /** The user wants it. It starts when no tab has unsaved work and no write is on its way. */
  | ({ readonly kind: 'asked' } & OfferedUpdate)
  /** This tab shows the old version although a newer one is in charge, for example because something was unsaved. */
  | ({ readonly kind: 'applied' } & OfferedUpdate);
