import type { StandardSchema } from '@holdfast/core';
import { inDevelopment, requireOptions } from '@holdfast/core/parts';
import type { FieldPath, FieldValues } from 'react-hook-form';

export interface GuardContext {
  /** Aborted when the user goes elsewhere. The answer is then ignored. */
  readonly signal: AbortSignal;
}

/**
 * Decides whether the user may leave a step whose fields are valid. Returns `undefined` when they may, and otherwise a
 * sentence for the user. When it throws or rejects, that is a failure of the step, and the user can try again.
 */
export type StepGuard<TValues> = (
  values: TValues,
  context: GuardContext,
) => string | undefined | Promise<string | undefined>;

export interface StepOptions<TValues, TPath extends string> {
  /** The name of the step for the user. @default its id */
  readonly label?: string;
  /** The fields of the step. Only these are checked when the user goes on. @default none */
  readonly fields?: readonly TPath[];
  /**
   * Whether these values ask for the step. The wizard passes over a step that they do not ask for. When it throws, the
   * error surfaces, and the step is asked for. @default always
   */
  readonly when?: (values: TValues) => boolean;
  /** The wizard asks it once for each set of values of the step's fields. @default none */
  readonly guard?: StepGuard<TValues>;
  /** `'optional'`: the user may skip the step. @default 'required' */
  readonly need?: 'required' | 'optional';
}

export interface WizardStep<TValues, TId extends string, TPath extends string> {
  readonly id: TId;
  readonly label: string;
  readonly fields: readonly TPath[];
  readonly when?: ((values: TValues) => boolean) | undefined;
  readonly guard?: StepGuard<TValues> | undefined;
  readonly need: 'required' | 'optional';
}

/** A wizard as data, and the schema of the form that it shows. */
export interface WizardDefinition<TValues extends FieldValues, TParsed, TId extends string> {
  /** For `useResilientForm`, so that the form and its steps speak of the same values. */
  readonly schema: StandardSchema<TValues, TParsed>;
  readonly steps: readonly WizardStep<TValues, TId, string>[];
}

/** One step of a wizard. */
export function step<TValues, const TId extends string, const TPath extends string = never>(
  id: TId,
  options: StepOptions<TValues, TPath> = {},
): WizardStep<TValues, TId, TPath> {
  requireOptions('step', options, {
    label: 'a text?',
    fields: 'a list?',
    when: 'a function?',
    guard: 'a function?',
    need: 'one of required, optional?',
  });

  const { label = id, fields = [], when, guard, need = 'required' } = options;
  return { id, label, fields, when, guard, need };
}

/** Describes a wizard. Its fields are checked against the schema's type, and its steps have different ids. */
export function defineWizard<TValues extends FieldValues, TParsed, const TId extends string>(
  schema: StandardSchema<TValues, TParsed>,
  steps: readonly WizardStep<NoInfer<TValues>, TId, FieldPath<NoInfer<TValues>>>[],
): WizardDefinition<TValues, TParsed, TId> {
  requireOptions('defineWizard', { schema, steps }, { schema: 'an object', steps: 'a list' });
  const ids = steps.map(({ id }) => id);
  requireOptions('defineWizard', { ids }, { ids: 'different texts, at least one' });
  if (ids.length === 0 || new Set(ids).size < ids.length) {
    throw new Error(inDevelopment('A wizard has steps, each with an id of its own.'));
  }
  return { schema, steps };
}
