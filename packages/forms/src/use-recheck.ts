'use client';
import { useEffect } from 'react';
import { get, type FieldPath, type FieldValues, type UseFormReturn } from 'react-hook-form';

/**
 * Checks a field that is wrong again whenever it changes, also when it was never left before. Else its
 * issue would go only as the pointer comes down on a button below, which moves away from under it.
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
