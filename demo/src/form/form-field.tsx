'use client';
import { useObservable } from '@holdfast/react';
import type { ReactElement } from 'react';
import {
  useController,
  type Control,
  type FieldPathByValue,
  type FieldValues,
} from 'react-hook-form';
import { LineField } from '../look/line-field.tsx';
import { issueInWords } from '../words/issue-words.ts';
import { pageWords } from '../words/page-words.ts';

interface FormFieldProps<TValues extends FieldValues> {
  readonly control: Control<TValues>;
  readonly name: FieldPathByValue<TValues, string>;
  readonly label: string;
  readonly hint?: string;
  readonly type?: 'text' | 'password';
  readonly autoComplete?: string;
  readonly isLong?: boolean;
  readonly isManuscript?: boolean;
}

/** One text field of a form, with the form's value and the form's issue. */
export function FormField<TValues extends FieldValues>(
  props: FormFieldProps<TValues>,
): ReactElement {
  const { control, name, ...look } = props;
  const { field, fieldState } = useController({ control, name });
  const said = useObservable(pageWords);
  const issue = fieldState.error?.message;
  return (
    <LineField
      {...look}
      name={field.name}
      value={field.value}
      onChange={field.onChange}
      onBlur={field.onBlur}
      inputRef={field.ref}
      issue={issue === undefined ? undefined : issueInWords(issue, said)}
    />
  );
}
