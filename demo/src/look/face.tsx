'use client';
import { useConnectivity, useObservable } from '@holdfast/react';
import { useState, type ReactElement } from 'react';
import { portraitAddress, PortraitWish } from '../../contract/portrait.ts';
import type { Character } from '../../contract/character.ts';
import { useFireside } from '../fireside/fireside-context.ts';
import { paperOf } from './paper.ts';

export type FaceSize = 'small' | 'gallery' | 'large';

interface FaceProps {
  readonly character: Pick<Character, 'id' | 'name' | 'look' | 'portraitId'>;
  /** `small` stands beside a name in a line, `gallery` above it, `large` on the page of the character. */
  readonly size: FaceSize;
}

const PIXELS: Readonly<Record<FaceSize, number>> = { small: 32, gallery: 160, large: 320 };

/**
 * The face of a character. Until there is a portrait, it is the first letter of the name on the paper of the
 * character. Screen readers skip it: the name always stands beside it.
 */
export function Face({ character, size }: FaceProps): ReactElement {
  const { outbox } = useFireside();
  const portraitId = character.portraitId ?? undefined;
  const entries = useObservable(outbox.entries);
  const connectivity = useConnectivity();
  const [broken, setBroken] = useState<string>();
  // The server has no picture of a portrait that still waits to be drawn.
  const isWaiting =
    portraitId !== undefined &&
    entries.some(
      ({ operation, input }) =>
        operation === 'portrait.draw' &&
        PortraitWish.safeParse(input).data?.ids.includes(portraitId),
    );
  // A picture that did not come is asked for again when the connection changes.
  const attempt = `${portraitId} ${connectivity}`;
  if (isWaiting && broken === attempt) setBroken(undefined);
  const isShown = portraitId !== undefined && !isWaiting && broken !== attempt;
  const pixels = PIXELS[size];
  return (
    <span
      className="face"
      data-size={size}
      data-paper={paperOf(character)}
      // A picture, not a text: the name beside it is the text.
      data-letter={isShown ? undefined : firstLetter(character.name)}
      aria-hidden="true"
    >
      {isShown && (
        <img
          key={portraitId}
          src={portraitAddress(portraitId)}
          alt=""
          width={pixels}
          height={pixels}
          loading={size === 'large' ? 'eager' : 'lazy'}
          decoding="async"
          onError={() => setBroken(attempt)}
        />
      )}
    </span>
  );
}

const firstLetter = (name: string): string => Array.from(name.trim())[0]?.toLocaleUpperCase() ?? '';
