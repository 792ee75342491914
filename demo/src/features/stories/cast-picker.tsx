'use client';
import { useState, type ReactElement } from 'react';
import { useController, type Control } from 'react-hook-form';
import { useCast } from '../../cast/use-cast.ts';
import { Face } from '../../look/face.tsx';
import { Glyph } from '../../look/glyph.tsx';
import { isKnown } from '../../reads/is-known.ts';
import { ReadState } from '../../reads/read-state.tsx';
import { Link } from '../../router/link.tsx';
import { hasEveryWord } from '../../search/has-every-word.ts';
import { useText } from '../../words/use-text.ts';
import { SearchField } from './search-field.tsx';
import type { StorySheet } from './story-sheet.ts';
import { words } from './words.ts';

/** A writer with more characters than this gets a search. */
const FEW = 12;

/** The characters of a story, picked by face and name. */
export function CastPicker({ control }: { readonly control: Control<StorySheet> }): ReactElement {
  const text = useText(words);
  const { state, characters, refresh } = useCast();
  const [search, setSearch] = useState('');
  const { field, fieldState } = useController({ control, name: 'characterIds' });
  const picked: readonly string[] = field.value;
  const isCastKnown = isKnown(state, characters);
  const hasNone = isCastKnown && characters.length === 0;
  const isFound = hasEveryWord(search);
  const shown = characters
    .filter(({ id, name, role }) => picked.includes(id) || isFound([name, role]))
    .slice(0, Math.max(FEW * 2, picked.length));
  const turn = (id: string): void =>
    field.onChange(picked.includes(id) ? picked.filter((other) => other !== id) : [...picked, id]);
  return (
    <fieldset className="cast-picker" aria-describedby="cast-hint">
      <legend className="field-name">{text.cast}</legend>
      <p id="cast-hint" className="hint">
        {hasNone ? text.noCast : text.castHint}
      </p>
      {!isCastKnown && (
        <ReadState state={state} failedTitle={text.castNotShown} refresh={refresh} />
      )}
      {hasNone && (
        <div>
          <Link className="lone-link" to="/characters/new">
            {text.newCharacter}
          </Link>
        </div>
      )}
      {characters.length > FEW && (
        <SearchField label={text.findCharacter} value={search} onChange={setSearch} />
      )}
      <ul className="cast-faces">
        {shown.map((character, index) => (
          <li key={character.id}>
            <label className="pick">
              <input
                type="checkbox"
                name={field.name}
                checked={picked.includes(character.id)}
                onChange={() => turn(character.id)}
                onBlur={field.onBlur}
                ref={index === 0 ? field.ref : undefined}
              />
              <span className="pick-face">
                <Face character={character} size="gallery" />
                <span className="pick-mark">
                  <Glyph tone="live" />
                </span>
              </span>
              <bdi>{character.name}</bdi>
            </label>
          </li>
        ))}
      </ul>
      <div role="alert">
        {fieldState.error && (
          <p className="field-issue">
            <Glyph tone="failed" />
            <span>{fieldState.error.message}</span>
          </p>
        )}
      </div>
    </fieldset>
  );
}
