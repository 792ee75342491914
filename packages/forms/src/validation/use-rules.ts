'use client';
import { requireOptions } from '@holdfast/core/parts';
import { useEffect } from 'react';
import { get, type FieldPath, type FieldValues, type UseFormReturn } from 'react-hook-form';
import { useLatest } from '../use-latest.ts';
import type { FieldRule } from './with-rules.ts';

/**
 * Checks the field of a rule again when another field of the rule changes. It does so once the field shows an issue or
 * the user has left it, so that no sentence comes up too early.
 */
export function useRules<TValues extends FieldValues>(
  { subscribe, trigger }: Pick<UseFormReturn<TValues>, 'subscribe' | 'trigger'>,
  rules: readonly FieldRule<TValues>[],
): void {
  requireOptions('useRules', { rules }, { rules: 'a list' });
  const latest = useLatest(rules);
  useEffect(
    () =>
      subscribe({
        formState: { values: true, errors: true, touchedFields: true },
        callback({ name, errors, touchedFields }) {
          if (name === undefined) return;
          const due = latest.current.filter(
            ({ of, on }) =>
              on !== name &&
              of.includes(name as FieldPath<TValues>) &&
              (get(errors, on) !== undefined || get(touchedFields, on) === true),
          );
          if (due.length > 0) void trigger(due.map(({ on }) => on));
        },
      }),
    [subscribe, trigger, latest],
  );
}
