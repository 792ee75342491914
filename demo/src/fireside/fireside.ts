import type { Holdfast, Observable, UnsavedWork, UpdateState } from '@holdfast/core';
import type { Outbox } from '@holdfast/offline';
import type { PageFaults } from '@holdfast/testing';
import type { AccountKeeper } from '../account/account-keeper.ts';
import type { CastSlice } from '../cast/cast-slice.ts';
import type { Tales } from '../tales/create-tales.ts';
import type { PreferencesSlice } from '../preferences/preferences-slice.ts';

/** The parts with which the screens work, made once in the composition file. */
export interface Fireside {
  readonly holdfast: Holdfast;
  readonly outbox: Outbox;
  readonly account: AccountKeeper;
  readonly cast: CastSlice;
  readonly tales: Tales;
  readonly preferences: PreferencesSlice;
  readonly updates: Observable<UpdateState>;
  readonly unsavedWork: UnsavedWork;
  /** Whether this browser can send waiting entries while Fireside is closed. */
  readonly sendsInBackground: boolean;
  /** Breaks this page on purpose, while Fireside is developed. */
  readonly faults?: PageFaults | undefined;
}
