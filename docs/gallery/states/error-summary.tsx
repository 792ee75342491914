import { ErrorSummary } from '@holdfast/forms';
import { useEffect, type ReactElement } from 'react';
import { useForm } from 'react-hook-form';
import type { FieldIssue } from '@holdfast/core';
import type { GalleryComponent } from '../gallery-state.ts';
import { HEBREW, LONG } from './texts.ts';

interface SummaryProps {
  readonly mistakes: readonly string[];
  readonly formIssues?: readonly FieldIssue[];
}

const FIELDS = ['name', 'role', 'backstory'] as const;

function Summary({ mistakes, formIssues = [] }: SummaryProps): ReactElement {
  const form = useForm({ defaultValues: { name: '', role: '', backstory: '' } });
  const { register, handleSubmit, setError } = form;
  useEffect(() => {
    const show = async (): Promise<void> => {
      await handleSubmit(() => {})();
      mistakes.forEach((message, at) => setError(FIELDS[at] ?? 'name', { type: 'x', message }));
    };
    if (mistakes.length + formIssues.length > 0) void show();
  }, [handleSubmit, setError, mistakes, formIssues]);
  for (const name of FIELDS) register(name);
  return <ErrorSummary form={{ ...form, formIssues }} />;
}

const ofForm: readonly FieldIssue[] = [{ pointer: '', message: 'Your account is full.' }];
const none: readonly string[] = [];
const two = ['Please enter a name.', 'This role is not known.'];
const long = [LONG, HEBREW];

export const errorSummary: GalleryComponent = {
  name: 'Error summary',
  states: [
    { name: 'No mistakes: nothing to say', ui: () => <Summary mistakes={none} /> },
    { name: 'Two fields', ui: () => <Summary mistakes={two} /> },
    { name: 'The whole form', ui: () => <Summary mistakes={none} formIssues={ofForm} /> },
    { name: 'Long texts', ui: () => <Summary mistakes={long} formIssues={ofForm} /> },
  ],
};
