'use client';
import { useId, type ReactElement } from 'react';
import { useText } from '../../words/use-text.ts';
import { words } from './words.ts';

interface GallerySearchProps {
  readonly value: string;
  readonly found: number;
  readonly onChange: (value: string) => void;
}

/** Searches the gallery while the writer types, and says how many characters are left. */
export function GallerySearch({ value, found, onChange }: GallerySearchProps): ReactElement {
  const text = useText(words);
  const id = useId();
  return (
    <search className="gallery-search">
      <label htmlFor={id}>{text.search}</label>
      <input
        id={id}
        className="input"
        type="search"
        autoComplete="off"
        dir="auto"
        value={value}
        onChange={({ target }) => onChange(target.value)}
      />
      <output className="muted">{value.trim() === '' ? '' : text.found(found)}</output>
    </search>
  );
}
