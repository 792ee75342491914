import { createCell, type Failure, type Observable } from '@holdfast/core';
import { isEqual, tell } from '@holdfast/core/parts';
import { get } from 'react-hook-form';
import { copyOf } from '../copy-of.ts';
import { whenAborted } from '../when-aborted.ts';
import type { WizardStep } from './define-wizard.ts';
import type { FollowedWizard } from './steps-in-history.ts';
import { fromMemo, toMemo } from './wizard-memo.ts';
import {
  initialWizard,
  nextWizard,
  type StepRule,
  type StepVerdict,
  type WizardEvent,
  type WizardState,
} from './wizard-state.ts';

type AnyStep<TValues> = WizardStep<TValues, string, string>;

/** The form, as a wizard uses it. */
export interface WizardPorts<TValues> {
  values(): TValues;
  /** Checks these fields. `isShown`: the user sees them, so that the first wrong one takes the focus. */
  check(fields: readonly string[], isShown: boolean): Promise<boolean>;
  /** Gives the failure that an error of a guard or of a check is. */
  named(error: unknown): Promise<Failure>;
  /** Keeps the place of the user with the draft. */
  remember(note: string): void;
}

export interface WizardMachine extends Observable<WizardState>, Pick<FollowedWizard, 'asked'> {
  /** Goes to a step, or checks the way past the last one. Resolves with whether the user is there. */
  go(to: string | undefined): Promise<boolean>;
  skip(): Promise<boolean>;
  back(): void;
  /** Takes a place from the draft, unless this wizard wrote it. */
  restore(note: string | undefined): void;
  /** The form has other values. */
  edited(): void;
  /** Gives up a check that is under way, and its guard. */
  leave(): void;
}

/** A guard that changes values would otherwise have its step checked forever. */
const MOST_CHECKS = 100;

/** Runs the checks and guards of a wizard. It never changes a value of the form. */
export function createWizard<TValues>(
  steps: readonly AnyStep<TValues>[],
  ports: WizardPorts<TValues>,
  note: string | undefined,
): WizardMachine {
  const rules = (): readonly StepRule[] => {
    const values = ports.values();
    return steps.map(({ id, when, need }) => {
      let isAsked = true;
      if (when) tell([() => (isAsked = when(values))]);
      return { id, isAsked, isOptional: need === 'optional' };
    });
  };
  const place = fromMemo(note);
  const start = nextWizard(initialWizard(place), { type: 'restored', place }, rules());
  const cell = createCell(start);
  const allowed = new Map<string, unknown>();
  const stopped = new Map<string, unknown>();
  let seen = note;
  const written: string[] = [];
  let underWay: AbortController | undefined;

  const stepOf = (id: string): AnyStep<TValues> | undefined => steps.find((each) => each.id === id);
  const fieldsOf = (id: string): unknown => {
    const values = ports.values();
    return copyOf(stepOf(id)?.fields.map((field): unknown => get(values, field)));
  };
  const send = (event: WizardEvent): void => {
    const before = cell.getSnapshot();
    const state = nextWizard(before, event, rules());
    if (event.type !== 'restored' && toMemo(state) !== toMemo(before)) {
      written.push(toMemo(state));
      ports.remember(toMemo(state));
    }
    cell.set(state);
  };

  const judge = async (id: string, signal: AbortSignal): Promise<StepVerdict> => {
    const { fields = [], guard } = stepOf(id) ?? {};
    try {
      const isShown = id === cell.getSnapshot().step;
      if (fields.length > 0 && !(await ports.check(fields, isShown))) return { kind: 'invalid' };
      const values = fieldsOf(id);
      if (!guard || (allowed.has(id) && isEqual(allowed.get(id), values))) return { kind: 'valid' };
      signal.throwIfAborted();
      const message = await guard(ports.values(), { signal });
      if (message !== undefined) return { kind: 'refused', message };
      if (!signal.aborted) allowed.set(id, values);
      return { kind: 'valid' };
    } catch (error) {
      return { kind: 'failed', failure: await ports.named(error) };
    }
  };

  /** Checks step after step. A step whose fields change meanwhile is checked again. */
  const walk = async (event: WizardEvent): Promise<boolean> => {
    underWay?.abort();
    const { signal } = (underWay = new AbortController());
    const checked = new Map<string, unknown>();
    const isAsBefore = (here: string): boolean => {
      const all = rules();
      const before = all.slice(
        0,
        all.findIndex(({ id }) => id === here),
      );
      const { skipped } = cell.getSnapshot();
      return (
        [...checked].every(([id, values]) => isEqual(fieldsOf(id), values)) &&
        before.every(({ id, isAsked }) => !isAsked || checked.has(id) || skipped.includes(id))
      );
    };
    const before = cell.getSnapshot();
    send(event);
    let isThere = cell.getSnapshot() !== before;
    for (let count = 0; count < MOST_CHECKS; count += 1) {
      const { way: now } = cell.getSnapshot();
      if (!now) return isThere;
      checked.set(now.at, fieldsOf(now.at));
      // A caller whose way was given up does not wait for a check or a guard that never ends.
      const judged = Promise.race([judge(now.at, signal), whenAborted(signal)]);
      const verdict = await judged.catch(() => undefined);
      if (signal.aborted || !verdict) return false;
      if (isAsBefore(now.at)) {
        isThere = verdict.kind === 'valid';
        if (!isThere && verdict.kind !== 'invalid') stopped.set(now.at, fieldsOf(now.at));
        send({ type: 'checked', at: now.at, verdict });
      } else {
        checked.clear();
        send({ type: 'asked', to: now.to });
      }
    }
    send({ type: 'stopped' });
    return false;
  };

  const stop = (): void => {
    underWay?.abort();
    if (cell.getSnapshot().way) send({ type: 'stopped' });
  };

  return {
    getSnapshot: cell.getSnapshot,
    subscribe: cell.subscribe,
    asked: () => rules().flatMap(({ id, isAsked }) => (isAsked ? [id] : [])),
    go: (to) => walk({ type: 'asked', to }),
    skip: () => walk({ type: 'skipped' }),
    back() {
      const all = rules();
      const here = all.findIndex(({ id }) => id === cell.getSnapshot().step);
      const before = all.slice(0, here).findLast(({ isAsked }) => isAsked);
      stop();
      if (before) send({ type: 'asked', to: before.id });
    },
    restore(kept) {
      if (kept === seen) return;
      seen = kept;
      // A note of this wizard comes back late, perhaps after the next one was written.
      const own = kept === undefined ? -1 : written.indexOf(kept);
      written.splice(0, own < 0 ? written.length : own + 1);
      if (own >= 0) return;
      stop();
      send({ type: 'restored', place: fromMemo(kept) });
    },
    edited() {
      for (const [step, values] of stopped) {
        if (isEqual(fieldsOf(step), values)) continue;
        stopped.delete(step);
        send({ type: 'edited', step });
      }
    },
    leave: stop,
  };
}
