import { useRef, useState, type KeyboardEvent, type ReactElement } from 'react';
import { get, useController } from 'react-hook-form';
import { useAnnounce } from '@holdfast/react';
import { ActionButton } from '../../look/action-button.tsx';
import { LineField } from '../../look/line-field.tsx';
import type { SheetForm } from './use-sheet-form.ts';

/** Traits, one by one. What is typed and not yet added is added when the writer goes on. */
export function TraitsField({ form }: { readonly form: SheetForm }): ReactElement {
  const { field, fieldState, formState } = useController({ control: form.control, name: 'traits' });
  const [text, setText] = useState('');
  const announce = useAnnounce();
  const input = useRef<(HTMLInputElement & HTMLTextAreaElement) | null>(null);
  const traits = field.value;

  const add = (): void => {
    const trait = text.trim();
    if (trait === '') return;
    setText('');
    if (traits.includes(trait)) return;
    field.onChange([...traits, trait]);
    announce(`${trait} added.`);
  };
  const remove = (trait: string): void => {
    field.onChange(traits.filter((other) => other !== trait));
    announce(`${trait} removed.`);
    input.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter') return;
    // Enter in a form would send it; here it only means "and the next one".
    event.preventDefault();
    add();
  };

  return (
    <div className="stack">
      {/* The keys bubble up from the field inside. */}
      <div className="add-line" role="presentation" onKeyDown={onKeyDown}>
        <LineField
          label="Trait"
          name="trait"
          value={text}
          onChange={setText}
          onBlur={() => {
            add();
            field.onBlur();
          }}
          inputRef={(element) => {
            input.current = element;
            field.ref(element);
          }}
          hint="One at a time, up to eight. Press Enter to add it."
          issue={issueOf(fieldState.error ?? get(formState.errors, 'traits'))}
        />
        <ActionButton onPress={add}>Add trait</ActionButton>
      </div>
      {traits.length > 0 && (
        <ul className="traits" aria-label="Traits">
          {traits.map((trait) => (
            <li key={trait}>
              <span className="story">{trait}</span>
              <ActionButton look="quiet" label={`Remove ${trait}`} onPress={() => remove(trait)}>
                Remove
              </ActionButton>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** The list itself may be wrong, or one of its items. */
function issueOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  const { message } = error as { message?: unknown };
  if (typeof message === 'string' && message !== '') return message;
  const items: readonly unknown[] = Array.isArray(error) ? error : [];
  return items.map(issueOf).find((found) => found !== undefined);
}
