'use client';
import type { FieldIssue } from '@holdfast/core';
import { useCallback, useEffect, useRef, useState } from 'react';
import { get, type FieldPath, type FieldValues, type UseFormReturn } from 'react-hook-form';
import { NO_ISSUES, placeIssues, stillTrue, type ServerIssues } from './server-issues-state.ts';

/** The type of an error that the server found, in react-hook-form's errors. */
const SERVER = 'server';

interface UsedServerIssues {
  readonly formIssues: readonly FieldIssue[];
  /** Shows the issues that the server found in these values. Returns the first field with an issue. */
  show(issues: readonly FieldIssue[], refused: unknown): string | undefined;
  /** Removes all issues and returns them, for `restore`. */
  clear(): ServerIssues;
  restore(issues: ServerIssues): void;
}

/**
 * Shows a server's issues on their fields beside the form's own. react-hook-form by itself drops such issues when
 * another field is validated, and counts them as invalid input. Here an issue stays until the value of its field
 * changes, and the form counts as valid when its schema says so.
 */
export function useServerIssues<TValues extends FieldValues, TParsed>(
  form: UseFormReturn<TValues, unknown, TParsed>,
): UsedServerIssues {
  const { setError, clearErrors, trigger, subscribe, getValues, control } = form;
  const shown = useRef<ServerIssues>(NO_ISSUES);
  const [formIssues, setFormIssues] = useState<readonly FieldIssue[]>([]);

  const put = useCallback(
    (next: ServerIssues, errors: unknown): void => {
      const before = shown.current;
      if (before === next && next.placed.length === 0) return;
      shown.current = next;
      setFormIssues(next.unplaced);
      for (const { path } of before.placed) {
        const isOver = !next.placed.some((issue) => issue.path === path);
        if (isOver && isOurs(get(errors, path))) clearErrors(path as FieldPath<TValues>);
      }
      const missing = next.placed.filter(({ path }) => get(errors, path) === undefined);
      for (const { path, message } of missing) {
        setError(path as FieldPath<TValues>, { type: SERVER, message });
      }
      // `setError` declares the form invalid. Asked about no field at all, the schema tells the truth.
      if (missing.length > 0) void trigger([]);
    },
    [setError, clearErrors, trigger],
  );

  useEffect(
    () =>
      subscribe({
        formState: { values: true, errors: true },
        callback: ({ values, errors }) => put(stillTrue(shown.current, values), errors),
      }),
    [subscribe, put],
  );

  const update = (next: ServerIssues): void =>
    put(stillTrue(next, getValues()), control._formState.errors);
  return {
    formIssues,
    show(issues, refused) {
      update(placeIssues(issues, refused));
      return shown.current.placed[0]?.path;
    },
    clear() {
      const { current } = shown;
      update(NO_ISSUES);
      return current;
    },
    restore: update,
  };
}

function isOurs(error: unknown): boolean {
  return typeof error === 'object' && error !== null && Reflect.get(error, 'type') === SERVER;
}
