import { useAnnounce } from '@holdfast/react';
import type { KeyboardEvent, ReactElement } from 'react';
import { get, useController } from 'react-hook-form';
import { ActionButton } from '../../look/action-button.tsx';
import { LineField } from '../../look/line-field.tsx';
import { addNextTrait } from './add-next-trait.ts';
import type { SheetForm } from './use-sheet-form.ts';

/** Traits, one by one. The draft keeps text that is typed and not yet added, and the next step adds it. */
export function TraitsField({ form }: { readonly form: SheetForm }): ReactElement {
  const { control, formState } = form;
  const { field: traits } = useController({ control, name: 'traits' });
  const { field: next } = useController({ control, name: 'nextTrait' });
  const announce = useAnnounce();

  const add = (): void => {
    const added = addNextTrait(form);
    if (added !== undefined) announce(`${added} added.`);
    form.setFocus('nextTrait');
  };
  const remove = (trait: string): void => {
    traits.onChange(traits.value.filter((other) => other !== trait));
    announce(`${trait} removed.`);
    form.setFocus('nextTrait');
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || next.value.trim() === '') return;
    // Enter in a form goes on; while a trait is typed it only means "and the next one".
    event.preventDefault();
    add();
  };

  return (
    <div className="stack">
      {/* The keys bubble up from the field inside. */}
      <div className="add-line" role="presentation" onKeyDown={onKeyDown}>
        <LineField
          label="Trait"
          name={next.name}
          value={next.value}
          onChange={next.onChange}
          onBlur={next.onBlur}
          inputRef={(element) => {
            next.ref(element);
            traits.ref(element);
          }}
          hint="One at a time, up to eight. Press Enter to add it."
          issue={issueOf(get(formState.errors, 'traits'))}
        />
        <ActionButton onPress={add}>Add trait</ActionButton>
      </div>
      {traits.value.length > 0 && (
        <ul className="traits" aria-label="Traits">
          {traits.value.map((trait) => (
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
