'use client';
import { useId, type ReactElement, type Ref } from 'react';
import { Glyph } from './glyph.tsx';

interface LineFieldProps {
  readonly label: string;
  readonly name: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly onBlur?: () => void;
  readonly inputRef?: Ref<HTMLInputElement & HTMLTextAreaElement>;
  readonly hint?: string;
  readonly issue?: string | undefined;
  readonly type?: 'text' | 'password';
  readonly autoComplete?: string;
  readonly isLong?: boolean;
  readonly isManuscript?: boolean;
}

/** A field with its label above, its hint and its issue below, tied together for screen readers. */
export function LineField(props: LineFieldProps): ReactElement {
  const { label, name, value, onChange, onBlur, inputRef, hint, issue } = props;
  const id = useId();
  const about = [hint !== undefined && `${id}-hint`, issue !== undefined && `${id}-issue`];
  // The issues come from our own schema; the browser's bubbles would repeat them.
  const field = {
    id,
    name,
    value,
    onBlur,
    ref: inputRef,
    className: props.isManuscript ? 'input manuscript' : 'input',
    autoComplete: props.autoComplete ?? 'off',
    'aria-invalid': issue !== undefined || undefined,
    'aria-describedby': about.filter(Boolean).join(' ') || undefined,
  };
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {props.isLong ? (
        <textarea {...field} dir="auto" onChange={({ target }) => onChange(target.value)} />
      ) : (
        <input
          {...field}
          type={props.type ?? 'text'}
          dir="auto"
          onChange={({ target }) => onChange(target.value)}
        />
      )}
      {hint !== undefined && (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {issue !== undefined && (
        <p className="field-issue" id={`${id}-issue`}>
          <Glyph tone="failed" />
          <span>{issue}</span>
        </p>
      )}
    </div>
  );
}
