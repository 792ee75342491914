'use client';
import { TextField } from '@holdfast/forms/fields';
import { useAnnounce } from '@holdfast/react';
import { lazyWithRetry } from '@holdfast/react/boundary';
import { type ReactElement } from 'react';
import { useWatch } from 'react-hook-form';
import { Apart } from '../../look/apart.tsx';
import { BACKSTORY_WORDS } from '../../../contract/backstory.ts';
import { priceOfWords } from '../../../contract/prices.ts';
import { cleanProse } from '../../../contract/text.ts';
import { ActionButton } from '../../look/action-button.tsx';
import { moneyInWords } from '../../words/money.ts';
import { useLanguage } from '../../words/use-language.ts';
import { useText } from '../../words/use-text.ts';
import { useBackstory } from './use-backstory.ts';
import type { SheetForm } from './use-sheet-form.ts';
import { words } from './words.ts';

// Most writers write by hand and need no streams, so the streams load later.
const BackstoryPouring = lazyWithRetry(() => import('./backstory-pouring.tsx'));

/** The backstory, written by hand or by the generator; the field is the writer's in both cases. */
export function BackstoryFields({ form }: { readonly form: SheetForm }): ReactElement {
  const text = useText(words);
  const language = useLanguage();
  const announce = useAnnounce();
  const { control } = form;
  const backstory = useWatch({ control, name: 'backstory' });
  const { current, ask, poured, end } = useBackstory(form);
  const price = moneyInWords(priceOfWords(BACKSTORY_WORDS), language);
  return (
    <>
      <TextField
        {...{ control, name: 'backstory', lines: 'many', most: 4000 }}
        label={text.backstory}
        hint={text.backstoryHint}
        className="manuscript"
      />
      <fieldset className="backstory-acts" data-keeps-focus aria-label={text.backstory}>
        {current ? (
          <Apart fallback={<p className="muted">{text.beingWritten}</p>}>
            <BackstoryPouring
              key={current.key}
              memo={current}
              form={form}
              onPoured={(length) => poured(current, length)}
              onEnd={end}
            />
          </Apart>
        ) : (
          <div className="buttons">
            <ActionButton
              onPress={() => {
                if (!ask()) announce(text.nameFirst);
              }}
            >
              {backstory.trim() === '' ? text.generate(price) : text.goOn(price)}
            </ActionButton>
          </div>
        )}
      </fieldset>
    </>
  );
}

/** The backstory as it will be saved and read. */
export function BackstoryText({ form: { control } }: { readonly form: SheetForm }): ReactElement {
  const backstory = useWatch({ control, name: 'backstory' });
  return (
    <p className="story" dir="auto">
      {cleanProse(backstory) || <span className="blank-line" />}
    </p>
  );
}
