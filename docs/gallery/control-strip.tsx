import type { ReactElement } from 'react';
import { everyComponent } from './every-component.ts';
import { LANGUAGES, THEMES, WIDTHS, type Look } from './look.ts';

interface ControlStripProps {
  readonly look: Look;
  readonly onChange: (look: Look) => void;
}

/** Chooses what the gallery shows, and how. */
export function ControlStrip({ look, onChange }: ControlStripProps): ReactElement {
  const names = ['live', ...everyComponent.map(({ name }) => name)];
  return (
    <nav className="strip" aria-label="Look">
      <Choice
        label="Show"
        value={look.only ?? 'all'}
        values={['all', ...names]}
        onChange={(only) => onChange({ ...look, only: only === 'all' ? undefined : only })}
      />
      <Choice
        label="Theme"
        value={look.theme}
        values={THEMES}
        onChange={(theme) => onChange({ ...look, theme: theme as Look['theme'] })}
      />
      <Choice
        label="Language"
        value={look.language}
        values={LANGUAGES}
        onChange={(language) => onChange({ ...look, language: language as Look['language'] })}
      />
      <Choice
        label="Width"
        value={`${look.width}`}
        values={WIDTHS.map(String)}
        onChange={(width) => onChange({ ...look, width: Number(width) })}
      />
    </nav>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly value: string;
  readonly values: readonly string[];
  readonly onChange: (value: string) => void;
}

function Choice({ label, value, values, onChange }: ChoiceProps): ReactElement {
  return (
    <label>
      {label}{' '}
      <select value={value} onChange={({ target }) => onChange(target.value)}>
        {values.map((one) => (
          <option key={one} value={one}>
            {one === '0' ? 'full' : one}
          </option>
        ))}
      </select>
    </label>
  );
}
