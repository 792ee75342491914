import type { Observable } from '@holdfast/core';
import { domStepHistory } from './dom-step-history.ts';
import { movesTo, type StepEntry, type StepHistory } from './step-history.ts';

/** A wizard, as its history sees it. */
export interface FollowedWizard extends Observable<{ readonly step: string }> {
  /** The ids of the steps that the values ask for. */
  asked(): readonly string[];
  go(to: string): Promise<boolean>;
}

/** Makes each step of a wizard an entry of a history. */
export interface StepsInHistory {
  /**
   * Has the history follow the wizard, and the wizard the history. When it follows a wizard again, it takes up what the
   * user did in the history meanwhile. Returns its undo.
   */
  follow(wizard: FollowedWizard): () => void;
}

/** What a history and a wizard showed when the one stopped following the other. */
interface Parting {
  readonly entry: StepEntry | undefined;
  readonly step: string;
}

/**
 * Makes each step of a wizard an entry of the browser's history, or of a history of the app's own: Back goes one step
 * back, and Forward is checked as any other way on. Make it once, outside of the component.
 */
export function stepsInHistory(history: StepHistory = domStepHistory()): StepsInHistory {
  const partings = new WeakMap<FollowedWizard, Parting>();
  return {
    follow(wizard) {
      const shown = (): string => wizard.getSnapshot().step;
      let before = shown();
      let isPopping = false;
      let isLeft = false;
      /** How many moves of the user the wizard has not answered. */
      let unanswered = 0;

      const lead = (from: string): void => {
        if (isPopping) return;
        let current = history.read();
        if (!current) {
          current = { step: from, depth: 0 };
          history.replace(current);
        }
        for (const move of movesTo(shown(), current, wizard.asked())) {
          if (move.type === 'back') {
            isPopping = true;
            history.back(move.count);
          } else history[move.type](move.entry);
        }
      };
      const popped = async (): Promise<void> => {
        const entry = history.read();
        if (!entry) return;
        const wasLed = isPopping;
        isPopping = false;
        const step = shown();
        if (entry.step === step) return;
        // The user went on before the history arrived, or the values ask for other steps than before.
        const isStray = wasLed || !wizard.asked().includes(entry.step);
        unanswered += 1;
        const isThere = !isStray && (await wizard.go(entry.step));
        unanswered -= 1;
        if (!isThere && !isLeft) lead(step);
      };
      const undo = [
        history.onPop(() => void popped()),
        wizard.subscribe(() => {
          const from = before;
          before = shown();
          if (before !== from) lead(from);
        }),
      ];
      const parting = partings.get(wizard);
      if (parting) {
        // React hides a page and shows it again. A page that loads anew waits for its draft, and its entry is no move.
        if (isElsewhere(history.read(), parting.entry)) void popped();
        else if (before !== parting.step) lead(parting.step);
      }
      return () => {
        isLeft = true;
        for (const stop of undo) stop();
        const entry = unanswered > 0 ? undefined : history.read();
        partings.set(wizard, { entry, step: shown() });
      };
    },
  };
}

/** Whether the history shows another entry of the wizard than it did. */
function isElsewhere(now: StepEntry | undefined, then: StepEntry | undefined): boolean {
  return now !== undefined && (now.step !== then?.step || now.depth !== then.depth);
}
