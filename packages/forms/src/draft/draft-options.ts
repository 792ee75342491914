import type { StandardSchema } from '@holdfast/core';

export interface DraftOptions<TPath extends string = string, TMigrated = never> {
  /** The name of the draft among the drafts of one user. */
  readonly key: string;
  /** The version of the values' shape. A draft of a newer version is left alone. */
  readonly version: number;
  /**
   * Makes values of this version from those of an older version; it throws when it cannot. @default older drafts
   * are put into quarantine
   */
  readonly migrate?: (values: unknown, fromVersion: number) => TMigrated;
  /**
   * What the fields of a stored draft must look like, for an app that cannot show every value that it once stored.
   * The form puts a field that it refuses aside and shows the default there; the other fields come back. A schema
   * for drafts must take unfinished values. @default every field comes back as it was
   */
  readonly shape?: StandardSchema;
  /**
   * A name for the work that the user would lose, such as "your note". The form declares it as unsaved work of the
   * runtime while the device does not hold all of it, so that no update reloads the page then. @default nothing is
   * declared
   */
  readonly unsaved?: string;
  /** Fields that are never stored, such as passwords. @default none */
  readonly exclude?: readonly TPath[];
  /**
   * The pause in typing after which the draft is saved, in milliseconds. Without a pause it is saved after five
   * times as long. @default 400
   */
  readonly debounceMs?: number;
}
