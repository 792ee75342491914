'use client';
import { TextField } from '@holdfast/forms/fields';
import { keepDraft, useResilientForm, useSubmit } from '@holdfast/forms';
import type { ReactElement, ReactNode } from 'react';
import * as z from 'zod/mini';
import { cleanProse } from '../../../contract/text.ts';
import { TellTake, type StoryDraft } from '../../../contract/story.ts';
import { DraftTrouble } from '../../drafts/draft-trouble.tsx';
import { ActionButton } from '../../look/action-button.tsx';
import { WISH_VERSION } from '../../tales/kept-wishes.ts';
import { useMoney } from '../../words/use-money.ts';
import { spokenSchema } from '../../words/spoken-schema.ts';
import { useText } from '../../words/use-text.ts';
import { BudgetLine } from './budget-line.tsx';
import { priceOf } from './price.ts';
import { words } from './words.ts';

const Wish = z.strictObject({ prompt: TellTake.shape.prompt });
const spokenWish = spokenSchema(Wish);

interface AskFormProps {
  /** The name of the draft that keeps the wish. */
  readonly draft: string;
  /** What the field begins with. @default nothing */
  readonly wish?: string | undefined;
  readonly label: string;
  readonly length: StoryDraft['length'];
  /** The words of the button. */
  readonly press: (price: string) => string;
  /** It is the one main action of the page. */
  readonly isMain: boolean;
  /** The field is empty again after the press. @default it keeps the wish */
  readonly empties?: boolean;
  readonly onAsk: (prompt: string) => void;
  /** More that the writer can do here. */
  readonly children?: ReactNode;
}

/** Asks for a text: a wish in the writer's words, and the price on the button. */
export default function AskForm(props: AskFormProps): ReactElement {
  const { draft, wish = '', label, length, press, isMain, empties = false, onAsk } = props;
  const text = useText(words);
  const money = useMoney();
  const price = priceOf(length);
  const form = useResilientForm({
    schema: spokenWish,
    defaultValues: { prompt: wish },
    submit: useSubmit(({ prompt }: z.infer<typeof Wish>) => onAsk(cleanProse(prompt))),
    draft: keepDraft({ key: draft, version: WISH_VERSION, unsaved: text.wishDraft }),
    onOutcome() {
      if (empties) void form.discardSent();
    },
  });
  return (
    <form
      className="ask stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void form.submit();
      }}
    >
      <TextField
        {...{ control: form.control, name: 'prompt', label, hint: text.wishHint }}
        {...{ lines: 'many', most: 1000 }}
        className="manuscript"
      />
      <DraftTrouble draft={form.draft} values={form.getValues} asText={({ prompt }) => prompt} />
      <div className="buttons story-acts">
        <ActionButton look={isMain ? 'primary' : 'plain'} type="submit">
          {press(money(price))}
        </ActionButton>
        <BudgetLine price={price} />
        {props.children}
      </div>
    </form>
  );
}
