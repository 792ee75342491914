'use client';
import { useEffect, useRef, type RefObject } from 'react';
import {
  get,
  type FieldPath,
  type FieldValues,
  type FormState,
  type UseFormSetFocus,
  type UseFormTrigger,
} from 'react-hook-form';
import type { DraftActions } from '../draft/use-draft.ts';
import { useLatest } from '../use-latest.ts';
import { statusOf, type StepStatus } from './step-status.ts';

export interface WizardStep<TId extends string = string, TPath extends string = string> {
  readonly id: TId;
  readonly label: string;
  /** The fields of this step. `next` checks these and no others. */
  readonly fields: readonly TPath[];
}

/** The part of a resilient form that a wizard works with. */
export interface WizardForm<TValues extends FieldValues> {
  readonly trigger: UseFormTrigger<TValues>;
  readonly setFocus: UseFormSetFocus<TValues>;
  readonly formState: Pick<FormState<TValues>, 'errors' | 'submitCount'>;
  readonly draft: Pick<DraftActions, 'memo' | 'remember'>;
}

export interface WizardOptions<TValues extends FieldValues, TId extends string> {
  /** In order; at least one. */
  readonly steps: readonly WizardStep<TId, FieldPath<TValues>>[];
  readonly form: WizardForm<TValues>;
  /** Where the step is remembered. @default the form's draft */
  readonly draft?: Pick<DraftActions, 'memo' | 'remember'>;
}

export interface Wizard<TId extends string> {
  readonly step: TId;
  readonly index: number;
  readonly steps: readonly {
    readonly id: TId;
    readonly label: string;
    readonly status: StepStatus;
  }[];
  /** Checks this step. Goes on and resolves with true, or focuses the first wrong field and resolves with false. The last step is only checked. */
  next(): Promise<boolean>;
  back(): void;
  /**
   * Goes back without a check. Goes forward only past valid steps, and otherwise to the first step with a wrong
   * field. Resolves with whether it reached the step.
   */
  goTo(id: TId): Promise<boolean>;
  /** For the heading of the current step: it takes the focus when the step was changed. */
  readonly heading: { readonly ref: RefObject<HTMLHeadingElement | null>; readonly tabIndex: -1 };
}

const STEP = 'wizard.step';
const PASSED = 'wizard.passed';

/** Shows a form in steps. The current step is kept and restored with the draft. */
export function useWizard<TValues extends FieldValues, const TId extends string>({
  steps,
  form,
  draft = form.draft,
}: WizardOptions<TValues, TId>): Wizard<TId> {
  const { errors, submitCount } = form.formState;
  const found = steps.findIndex(({ id }) => id === draft.memo[STEP]);
  const index = Math.max(found, 0);
  const step = steps[index];
  if (!step) throw new Error('A wizard has at least one step.');
  const passed = Number(draft.memo[PASSED] ?? 0);
  const heading = useRef<HTMLHeadingElement>(null);
  const focus = useRef<'heading' | FieldPath<TValues>>(undefined);
  const wrongField = (at: number): FieldPath<TValues> | undefined =>
    steps[at]?.fields.find((field) => get(errors, field) !== undefined);

  const show = (at: number, target: 'heading' | FieldPath<TValues> = 'heading'): void => {
    const id = steps[at]?.id;
    if (id === undefined) return;
    focus.current = target;
    draft.remember(STEP, id);
    if (at > passed) draft.remember(PASSED, String(at));
  };

  useEffect(() => {
    const target = focus.current;
    focus.current = undefined;
    if (target === 'heading') heading.current?.focus();
    else if (target !== undefined) form.setFocus(target);
  }, [index, form]);

  const showWrongStep = useLatest((): void => {
    const wrong = steps.findIndex((_, at) => wrongField(at) !== undefined);
    if (wrong >= 0 && wrong !== index) show(wrong, wrongField(wrong));
  });
  useEffect(() => {
    // Only a submission moves the user, refused here or by the server; an error while typing does not.
    if (submitCount > 0) showWrongStep.current();
  }, [submitCount, showWrongStep]);

  const goTo = async (id: TId): Promise<boolean> => {
    const target = steps.findIndex((each) => each.id === id);
    if (target < 0) return false;
    for (let at = index; at < target; at += 1) {
      const fields = steps[at]?.fields ?? [];
      if (await form.trigger(fields, { shouldFocus: at === index })) continue;
      if (at !== index) show(at);
      return false;
    }
    if (target !== index) show(target);
    return true;
  };
  const following = steps[index + 1];

  return {
    step: step.id,
    index,
    steps: steps.map(({ id, label }, at) => ({
      id,
      label,
      status: statusOf({
        isCurrent: at === index,
        isPassed: at < passed,
        hasErrors: wrongField(at) !== undefined,
      }),
    })),
    next: () => (following ? goTo(following.id) : form.trigger(step.fields, { shouldFocus: true })),
    back: () => show(Math.max(index - 1, 0)),
    goTo,
    heading: { ref: heading, tabIndex: -1 },
  };
}
