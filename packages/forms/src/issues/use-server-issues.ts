'use client';
import type { FieldIssue } from '@holdfast/core';
import { peekText } from '@holdfast/core/parts';
import { useCallback, useEffect, useRef, useState } from 'react';
import { get, type FieldPath, type FieldValues, type UseFormReturn } from 'react-hook-form';
import { errorPath } from './error-path.ts';
import {
  NO_ISSUES,
  stillTrue,
  type PlacedIssue,
  type ServerIssues,
} from './server-issues-state.ts';

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
  const all = useRef(NO_ISSUES);
  const [formIssues, setFormIssues] = useState(NO_ISSUES.unplaced);
  const [hasIssues, setHasIssues] = useState(false);

  /** Shows the issues that are true for these values, and returns the first field that has one. */
  const update = useCallback(
    (values: unknown, before: readonly PlacedIssue[] = []): string | undefined => {
      const { placed, unplaced } = stillTrue(all.current, values);
      setFormIssues(unplaced);
      let isMissing = false;
      for (const issue of [...before, ...all.current.placed]) {
        const at = errorPath(issue.path, values, [...control._names.mount]) as FieldPath<TValues>;
        const type = peekText(get(control._formState.errors, at), 'type');
        if (!placed.includes(issue)) {
          if (type === SERVER) clearErrors(at);
        } else if (type === '') {
          // Of several issues on one field the first shows, and none before those that the form finds itself.
          setError(at, { type: SERVER, message: issue.message });
          isMissing = true;
        }
      }
      // `setError` declares the form invalid. A check of no field has the schema say whether the form is valid.
      if (isMissing) void trigger([]);
      return placed[0]?.path;
    },
    [setError, clearErrors, trigger, control],
  );

  useEffect(() => {
    // Without an issue, this does nothing while the user types.
    if (!hasIssues) return undefined;
    return subscribe({
      formState: { values: true, errors: true },
      callback: ({ values }) => update(values),
    });
  }, [subscribe, update, hasIssues]);

  const show = (issues: ServerIssues): string | undefined => {
    const { placed } = all.current;
    all.current = issues;
    setHasIssues(issues !== NO_ISSUES);
    return update(getValues(), placed);
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
