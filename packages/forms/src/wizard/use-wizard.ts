'use client';
import { requireOptions } from '@holdfast/core/parts';
import { useHeld, useHoldfast, useObservable } from '@holdfast/react';
import { useEffect, useRef, type RefObject } from 'react';
import {
  type FieldPath,
  type FieldValues,
  type FormState,
  type UseFormReturn,
} from 'react-hook-form';
import type { FormDraft } from '../draft/use-draft.ts';
import { nameError } from '../name-error.ts';
import { throwUnchecked } from '../schema-resolver.ts';
import { useLatest } from '../use-latest.ts';
import { useOnChange } from '../use-on-change.ts';
import { createWizard } from './create-wizard.ts';
import type { WizardDefinition } from './define-wizard.ts';
import { errorTypes, firstWrongField } from './errors-of-step.ts';
import type { StepsInHistory } from './steps-in-history.ts';
import { statusOf, type StepStatus } from './step-status.ts';
import { useAsked } from './use-asked.ts';
import { WIZARD_MEMO } from './wizard-memo.ts';
import type { StepProblem } from './wizard-state.ts';

/** The part of a resilient form that a wizard works with. */
export interface WizardForm<TValues extends FieldValues> extends Pick<
  UseFormReturn<TValues>,
  'getFieldState' | 'getValues' | 'setFocus' | 'subscribe' | 'trigger'
> {
  readonly formState: Pick<FormState<TValues>, 'errors' | 'submitCount'>;
  readonly draft: Pick<FormDraft<TValues>, 'memo' | 'remember'>;
}

export interface WizardOptions<TValues extends FieldValues> {
  readonly form: WizardForm<TValues>;
  /**
   * Makes each step an entry of a history: `stepsInHistory()`, the same object in each render.
   * @default the steps are no entries
   */
  readonly history?: StepsInHistory;
}

export interface StepView<TId extends string> {
  readonly id: TId;
  readonly label: string;
  readonly status: StepStatus;
  readonly isCurrent: boolean;
  /** The reason why the guard of the step stopped the user. */
  readonly problem: StepProblem | undefined;
}

export interface Wizard<TId extends string> {
  readonly step: TId;
  /** All steps in order, also those that the values do not ask for. */
  readonly steps: readonly StepView<TId>[];
  readonly isFirst: boolean;
  readonly isLast: boolean;
  /** Whether a check or a guard is under way. The user may type, go elsewhere, or ask again meanwhile. */
  readonly isChecking: boolean;
  /** The reason why the guard of the current step stopped the user. */
  readonly problem: StepProblem | undefined;
  /**
   * Checks this step and every step before it. Goes on and resolves with true, or leads to the first step that is
   * wrong and resolves with false. The last step is only checked.
   */
  next(): Promise<boolean>;
  /** Goes one step back without a check. */
  back(): void;
  /** Goes back without a check, and forward as `next` does. Resolves with whether the user is there. */
  goTo(id: TId): Promise<boolean>;
  /** Leaves an optional step out and goes on. Its values stay. */
  skip(): Promise<boolean>;
  /** For the heading of the current step: it takes the focus when the user was led to another step. */
  readonly heading: { readonly ref: RefObject<HTMLHeadingElement | null>; readonly tabIndex: -1 };
}

/**
 * Shows a form in steps. The draft keeps the step with the values, and brings both back. When the form was refused,
 * the user is led to the first step with a wrong field.
 */
export function useWizard<TValues extends FieldValues, TParsed, TId extends string>(
  { steps }: WizardDefinition<TValues, TParsed, TId>,
  options: WizardOptions<TValues>,
): Wizard<TId> {
  requireOptions('useWizard', { steps }, { steps: 'a list that is not empty' });
  requireOptions('useWizard', options, {
    form: 'an object with getFieldState, getValues, setFocus, subscribe, trigger',
    history: 'an object with follow?',
  });

  const { form, history } = options;
  const { formState, subscribe, getFieldState, getValues, trigger } = form;
  const { submitCount } = formState;
  const note = form.draft.memo[WIZARD_MEMO];
  const latest = useLatest(form);
  const holdfast = useHoldfast();
  const machine = useHeld([steps, getFieldState, getValues, trigger, holdfast], () =>
    createWizard<TValues>(
      steps,
      {
        values: getValues,
        async check(fields, shouldFocus) {
          const paths = fields as FieldPath<TValues>[];
          const isValid = await trigger(paths, { shouldFocus });
          for (const path of paths) throwUnchecked(getFieldState(path).error);
          return isValid;
        },
        named: (error) => nameError(holdfast, 'wizard.guard', error),
        remember: (text) => latest.current.draft.remember(WIZARD_MEMO, text),
      },
      note,
    ),
  );
  const state = useObservable(machine);
  const { step, way, problems, moves } = state;
  const asked = useAsked(machine.asked, subscribe);

  useEffect(() => machine.restore(note), [machine, note]);
  useEffect(() => machine.leave, [machine]);
  useEffect(() => history?.follow(machine), [machine, history]);
  useEffect(() => {
    // Code may change the values while React hides the form.
    machine.edited();
    return subscribe({ formState: { values: true }, callback: machine.edited });
  }, [subscribe, machine]);

  const firstWrong = useLatest(() =>
    steps.find(({ id, fields }) => asked.includes(id) && firstWrongField(fields, formState)),
  );
  /** The submission that has moved the user. One is enough: React shows a hidden form again with the same count. */
  const moved = useRef(0);
  useEffect(() => {
    if (moved.current === submitCount) return undefined;
    // Only a submission moves the user, refused here or by the server. An error while the user types does not.
    const wrong = submitCount > 0 ? firstWrong.current() : undefined;
    let isLeft = false;
    const settle = (): void => {
      // A way that was given up with the effects begins again with them.
      if (!isLeft) moved.current = submitCount;
    };
    if (wrong) void machine.go(wrong.id).then(settle);
    else settle();
    return () => {
      isLeft = true;
    };
  }, [submitCount, firstWrong, machine]);

  const heading = useRef<HTMLHeadingElement>(null);
  useOnChange(moves, () => {
    const { fields = [] } = steps.find(({ id }) => id === step) ?? {};
    const wrong = firstWrongField(fields, formState);
    if (wrong === undefined) heading.current?.focus();
    else form.setFocus(wrong as FieldPath<TValues>);
  });

  const at = asked.indexOf(step);
  const following = asked[at + 1];
  return {
    step: step as TId,
    isFirst: at <= 0,
    isLast: following === undefined,
    isChecking: way !== undefined,
    problem: problems[step],
    steps: steps.map(({ id, label, fields }) => ({
      id,
      label,
      isCurrent: id === step,
      problem: problems[id],
      status: statusOf(id, state, asked, errorTypes(fields, formState)),
    })),
    next: () => machine.go(following),
    back: machine.back,
    goTo: machine.go,
    skip: machine.skip,
    heading: { ref: heading, tabIndex: -1 },
  };
}
