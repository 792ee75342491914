'use client';
import { uuidV7 } from '@holdfast/core/parts';
import { useHoldfast } from '@holdfast/react';
import { BackstoryWish } from '../../../contract/backstory.ts';
import { useLanguage } from '../../words/use-language.ts';
import { BACKSTORY_MEMO, readBackstoryMemo, type BackstoryMemo } from './backstory-memo.ts';
import { allTraits } from './sheet-values.ts';
import type { SheetForm } from './use-sheet-form.ts';

interface UsedBackstory {
  /** The generation under way, or the one that broke off. */
  readonly current: BackstoryMemo | undefined;
  /** Asks for a backstory that goes on from the text in the field. False while the sheet has no name. */
  readonly ask: () => boolean;
  /** Says how much of the text is in the field. */
  readonly poured: (memo: BackstoryMemo, length: number) => void;
  /** The generation is over: the text stays in the field. */
  readonly end: () => void;
}

/** The generation of a backstory. The draft of the sheet keeps it, beside the text that it writes. */
export function useBackstory(form: Pick<SheetForm, 'draft' | 'getValues'>): UsedBackstory {
  const { platform } = useHoldfast();
  const language = useLanguage();
  const { draft, getValues } = form;
  const keep = (memo: BackstoryMemo | undefined): void =>
    draft.remember(BACKSTORY_MEMO, memo ? JSON.stringify(memo) : '');
  return {
    current: readBackstoryMemo(draft.memo[BACKSTORY_MEMO]),
    ask() {
      const sheet = getValues();
      const { id, name, role, temperament, backstory } = sheet;
      const wish = BackstoryWish.safeParse({
        ...{ characterId: id, language, name, role, traits: allTraits(sheet), wish: '' },
        temperament: (temperament as string) === '' ? null : temperament,
        before: backstory,
      });
      if (wish.success) keep({ key: uuidV7(platform), wish: wish.data, poured: 0 });
      return wish.success;
    },
    poured: (memo, length) => keep({ ...memo, poured: length }),
    end: () => keep(undefined),
  };
}
