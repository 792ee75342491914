'use client';
import { useConnectivity } from '@holdfast/react';
import type { ReactElement } from 'react';
import { priceOfPortraits } from '../../contract/prices.ts';
import { ActionButton } from '../look/action-button.tsx';
import { DamagedNote } from '../reads/damaged-note.tsx';
import { moneyInWords } from '../words/money.ts';
import { useLanguage } from '../words/use-language.ts';
import { useText } from '../words/use-text.ts';
import { AskedNote } from './asked-note.tsx';
import { askedState } from './asked-state.ts';
import { Takes } from './takes.tsx';
import { type Sitter, useSitting } from './use-sitting.ts';
import { words } from './words.ts';
import './portraits.css';

interface SittingProps {
  readonly sheet: Sitter;
  /** The take that the writer looks at. */
  readonly chosen: string | null;
  /** The take that the saved character has. @default nothing is saved yet */
  readonly used?: string | null;
  readonly onChoose: (id: string | null) => void;
  /** Makes the chosen take the portrait. @default choosing is enough */
  readonly onUse?: (id: string | null) => void;
}

const AT_ONCE = 4;

/** Has portraits drawn, shows every take, and lets the writer choose one. The price stands on each button. */
export default function Sitting({
  sheet,
  chosen,
  used,
  onChoose,
  onUse,
}: SittingProps): ReactElement {
  const text = useText(words);
  const language = useLanguage();
  const { takes, damaged, isUnknown, asked, draw } = useSitting(sheet);
  const connectivity = useConnectivity();
  const drawn = takes.map(({ id }) => id);
  // The entry leaves the outbox when its answer is here. The list may know of the portraits a moment earlier.
  const undrawn = new Map(
    asked.flatMap(({ entry, ids }) =>
      ids.map((id) => [id, text.stands[askedState(entry, connectivity)]]),
    ),
  );
  for (const id of drawn) undrawn.delete(id);
  // Also without the list, the page knows the portrait of the character.
  const alone = [used, chosen].find((id) => id && !drawn.includes(id) && !undrawn.has(id));
  const ids = [...(alone ? [alone] : []), ...drawn, ...undrawn.keys()];
  const price = (count: number): string => moneyInWords(priceOfPortraits(count), language);
  const ask = (count: number): void => {
    const [first = null] = draw(count);
    // Without a choice of the writer's, the first one belongs to the character as soon as it is drawn.
    if (chosen === null) onChoose(first);
  };
  const isFirst = ids.length === 0;
  return (
    <div className="sitting stack">
      {!isFirst && (
        <Takes
          sitter={sheet}
          ids={ids}
          undrawn={undrawn}
          chosen={chosen}
          used={used}
          onChoose={onChoose}
        />
      )}
      <div className="stack">
        {asked.map((one) => (
          <AskedNote key={one.entry.id} asked={one} name={sheet.name} />
        ))}
      </div>
      <div className="buttons">
        {onUse && chosen !== used && (
          <ActionButton onPress={() => onUse(chosen)}>{text.useThis}</ActionButton>
        )}
        <ActionButton look={isFirst ? 'plain' : 'quiet'} onPress={() => ask(AT_ONCE)}>
          {isFirst ? text.draw(AT_ONCE, price(AT_ONCE)) : text.drawMore(AT_ONCE, price(AT_ONCE))}
        </ActionButton>
        {!isFirst && (
          <ActionButton look="quiet" onPress={() => ask(1)}>
            {text.draw(1, price(1))}
          </ActionButton>
        )}
      </div>
      {isUnknown && alone && <p className="muted">{text.notListed}</p>}
      <DamagedNote of="takes" damaged={damaged} />
      {drawn.length > 1 && <p className="muted">{text.kept}</p>}
    </div>
  );
}
