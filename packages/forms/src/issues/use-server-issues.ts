'use client';
import type { FieldIssue } from '@holdfast/core';
import { peekText } from '@holdfast/core/parts';
import { useCallback, useEffect, useRef, useState } from 'react';
import { get, type FieldPath, type FieldValues, type UseFormReturn } from 'react-hook-form';
import { errorPath } from './error-path.ts';
import { NO_ISSUES, stillTrue, type ServerIssues } from './server-issues-state.ts';

/** The type of an error that the server found, in react-hook-form's errors. */
const SERVER = 'server';

interface UsedServerIssues {
  readonly formIssues: readonly FieldIssue[];
  /** Shows these issues in place of the ones before. Returns the first field that has one. */
  show(issues: ServerIssues): string | undefined;
  /** Removes all issues and returns them, for `show`. */
  clear(): ServerIssues;
}

/**
 * Shows a server's issues on their fields beside the form's own. react-hook-form by itself drops such issues when
 * another field is validated, and counts them as invalid input. Here an issue shows while its field has the value
 * that the server refused, also when the user comes back to that value, and the form counts as valid when its schema
 * says so.
 */
export function useServerIssues<TValues extends FieldValues, TParsed>(
  form: UseFormReturn<TValues, unknown, TParsed>,
): UsedServerIssues {
  const { setError, clearErrors, trigger, subscribe, getValues, control } = form;
  const all = useRef<ServerIssues>(NO_ISSUES);
  const shown = useRef<ServerIssues>(NO_ISSUES);
  const [formIssues, setFormIssues] = useState<readonly FieldIssue[]>([]);
  const [hasIssues, setHasIssues] = useState(false);

  const update = useCallback(
    (values: unknown): void => {
      const at = (path: string): FieldPath<TValues> =>
        errorPath(path, values, [...control._names.mount]) as FieldPath<TValues>;
      const typeAt = (path: string): string =>
        peekText(get(control._formState.errors, at(path)), 'type');
      const before = shown.current;
      const next = stillTrue(all.current, values);
      shown.current = next;
      setFormIssues(next.unplaced);
      for (const { path } of before.placed) {
        const isOver = !next.placed.some((issue) => issue.path === path);
        if (isOver && typeAt(path) === SERVER) clearErrors(at(path));
      }
      let isMissing = false;
      for (const { path, message } of next.placed) {
        // Of several issues on one field the first shows, and none before those that the form finds itself.
        if (typeAt(path) !== '') continue;
        setError(at(path), { type: SERVER, message });
        isMissing = true;
      }
      // `setError` declares the form invalid. Asked about no field at all, the schema tells the truth.
      if (isMissing) void trigger([]);
    },
    [setError, clearErrors, trigger, control],
  );

  useEffect(() => {
    // Without an issue, typing costs nothing here.
    if (!hasIssues) return undefined;
    return subscribe({
      formState: { values: true, errors: true },
      callback: ({ values }) => update(values),
    });
  }, [subscribe, update, hasIssues]);

  const show = (issues: ServerIssues): string | undefined => {
    if (issues === NO_ISSUES && all.current === NO_ISSUES) return undefined;
    all.current = issues;
    setHasIssues(issues !== NO_ISSUES);
    update(getValues());
    return shown.current.placed[0]?.path;
  };
  return {
    formIssues,
    show,
    clear() {
      const { current } = all;
      show(NO_ISSUES);
      return current;
    },
  };
}
