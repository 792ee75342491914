'use client';
import type { Holdfast } from '@holdfast/core';
import { createContext, useContext, type Context } from 'react';
import type { FaultPlayer } from '../faults.ts';
import type { OutboxDecisions } from '../outbox/outbox-decisions.ts';
import type { Focus } from '../reasons/belongs-to.ts';
import { EMPTY, type Recording } from '../recording/recording.ts';
import type { TabId } from './tab-ids.ts';

export type AnyOperation = Parameters<Holdfast['explain']>[0];

/** The data and the actions that the panel gives its tabs. They change seldom, unlike the recording. */
export interface PanelView {
  /** Absent for a recorded session. */
  readonly holdfast: Holdfast | undefined;
  readonly operations: readonly AnyOperation[];
  readonly decisions: OutboxDecisions | undefined;
  readonly faults: FaultPlayer | undefined;
  readonly focus: Focus | undefined;
  /** Shows only this incident in every tab; `undefined` shows all. */
  filter(incidentId: string | undefined): void;
  open(tab: TabId): void;
  /** Says the result of a press, also to a screen reader. */
  say(text: string): void;
}

export const PanelContext: Context<PanelView> = createContext<PanelView>({
  holdfast: undefined,
  operations: [],
  decisions: undefined,
  faults: undefined,
  focus: undefined,
  filter() {},
  open() {},
  say() {},
});

export const usePanel = (): PanelView => useContext(PanelContext);

export const RecordingContext: Context<Recording> = createContext(EMPTY);

/** The session as it is shown now. */
export const useRecording = (): Recording => useContext(RecordingContext);
