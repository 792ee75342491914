'use client';
import { useId, type ReactElement } from 'react';

interface SearchFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

export function SearchField({ label, value, onChange }: SearchFieldProps): ReactElement {
  const id = useId();
  return (
    <div className="field search-field">
      <label htmlFor={id} className="unseen">
        {label}
      </label>
      <input
        id={id}
        className="input"
        type="search"
        placeholder={label}
        autoComplete="off"
        dir="auto"
        value={value}
        onChange={({ target }) => onChange(target.value)}
      />
    </div>
  );
}
