'use client';
import { useState, type ReactElement } from 'react';
import { wordCount } from '../../../contract/word-count.ts';
import type { Take } from '../../../contract/story.ts';
import { ActionButton } from '../../look/action-button.tsx';
import { useAge } from '../../words/use-age.ts';
import { useCount } from '../../words/use-count.ts';
import { useText } from '../../words/use-text.ts';
import { ComparedTakes } from './parts.tsx';
import { ReceiptLine } from './receipt-line.tsx';
import { words } from './words.ts';

interface TakesStripProps {
  readonly takes: readonly Take[];
  readonly shown: Take;
  readonly onChoose: (take: Take, name: string) => void;
}

/** Every take of a chapter: where it came from, how long it is, and how old. Each can be chosen again. */
export function TakesStrip({ takes, shown, onChoose }: TakesStripProps): ReactElement | null {
  const text = useText(words);
  const count = useCount();
  const age = useAge();
  const [comparedId, setCompared] = useState<string>();
  const compared = takes.find(({ id }) => id === comparedId && id !== shown.id);
  const nameOf = (take: Take): string => text.take(takes.indexOf(take) + 1);
  if (takes.length < 2) return <ReceiptLine takeId={shown.id} />;
  return (
    <details className="story-takes" open={compared ? true : undefined}>
      <summary>
        {text.takes} <span className="takes-count">{count(takes.length)}</span>
      </summary>
      <p className="muted takes-why">{text.takesWhy}</p>
      <ol className="takes-list" aria-label={text.takes}>
        {takes.map((take) => {
          const told = wordCount(take.text);
          const isBroken = take.state === 'interrupted' || take.state === 'stopped';
          const facts = [
            text.origins[take.origin],
            text.words(told, count(told)),
            age(take.madeAt),
          ];
          const isShown = take.id === shown.id;
          return (
            <li key={take.id} className="take-line" aria-current={isShown || undefined}>
              <div>
                <p className="take-name">{nameOf(take)}</p>
                <p className="muted">
                  {facts.join(' · ')}
                  {isBroken && ` · ${text.broken}`}
                </p>
                <p className="take-first-words" dir="auto">
                  {take.text.slice(0, 140)}
                </p>
                <ReceiptLine takeId={take.id} />
              </div>
              <div className="buttons">
                {isShown ? (
                  <span className="take-shown">{text.shownNow}</span>
                ) : (
                  <>
                    <ActionButton
                      look="quiet"
                      label={text.chooseNamed(nameOf(take))}
                      onPress={() => onChoose(take, nameOf(take))}
                    >
                      {text.choose}
                    </ActionButton>
                    <ActionButton
                      look="quiet"
                      label={text.compareNamed(nameOf(take))}
                      onPress={() => setCompared(take.id)}
                    >
                      {text.compare}
                    </ActionButton>
                  </>
                )}
              </div>
            </li>
          );
        })}
      </ol>
      {compared && (
        <ComparedTakes
          shown={{ take: shown, name: nameOf(shown) }}
          other={{ take: compared, name: nameOf(compared) }}
          onChoose={() => {
            onChoose(compared, nameOf(compared));
            setCompared(undefined);
          }}
          onClose={() => setCompared(undefined)}
        />
      )}
    </details>
  );
}
