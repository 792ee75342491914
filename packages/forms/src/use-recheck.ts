'use client';
import { useEffect } from 'react';
import { get, type FieldPath, type FieldValues, type UseFormReturn } from 'react-hook-form';

/**
 * Checks a wrong field again whenever it changes, also when the user has not left it yet. Otherwise its issue would
 * disappear only when the user presses a button below, and the button would move away from under the pointer.
 */
export function useRecheck<TValues extends FieldValues, TParsed>(
  { subscribe, trigger, control }: UseFormReturn<TValues, unknown, TParsed>,
  isOn: boolean,
): void {
  useEffect(() => {
    if (!isOn) return undefined;
    return subscribe({
      formState: { values: true },
      callback({ name }) {
        if (name === undefined || get(control._formState.errors, name) === undefined) return;
        void trigger(name as FieldPath<TValues>);
      },
    });
  }, [subscribe, trigger, control, isOn]);
}
