import type { StandardSchema } from '@holdfast/core';
import type { Platform, TabsPort } from '@holdfast/core/parts';
import type { TelemetrySink } from '@holdfast/core/telemetry';
import type { Merge } from './kept.ts';
import type { MigrationStep } from './read-kept.ts';
import type { SliceStore } from './slice-store.ts';

export interface PersistOptions<TData extends object> {
  /** Where the data is kept, such as `webSliceStore()`. @default the `drafts` of the runtime */
  readonly store?: SliceStore | undefined;
  /** The members to keep. @default all but functions */
  readonly include?: readonly (keyof TData & string)[];
  /**
   * One step for each version that there ever was. The first makes version 1 from version 0. The number of steps is
   * the version of this code. When a step throws, the data is set aside. `undefined` stands for a step that the app no
   * longer has. @default none: the version is 0
   */
  readonly migrations?: readonly (MigrationStep | undefined)[];
  /** Checks the stored data. Data that does not fit is set aside. @default all data fits */
  readonly schema?: StandardSchema<unknown, object>;
  /** For each member, how two versions are joined that two tabs made at the same time. @default the later write stays */
  readonly merge?: { readonly [TName in keyof TData]?: Merge<TData[TName]> };
  /**
   * How the tabs tell each other of changes. Without it, a tab finds a change when it writes or begins anew.
   * @default the `tabs` of the runtime
   */
  readonly tabs?: TabsPort | undefined;
  /** How long changes are gathered before they are written. A page that is hidden writes at once. @default 250 */
  readonly throttleMs?: number;
  /** @default that of the runtime, else `webPlatform` */
  readonly platform?: Pick<Platform, 'now' | 'schedule'>;
  /** Calls when the page is hidden or left. Returns the undo. @default the events of the page */
  readonly onHide?: (listener: () => void) => () => void;
  /** Gets `draft.changed` with the name of the slice. @default the sinks of the runtime */
  readonly sink?: TelemetrySink | undefined;
}
