'use client';
import { useOutbox } from '@holdfast/react';
import { lazyWithRetry } from '@holdfast/react/boundary';
import { type ReactElement } from 'react';
import { useWatch } from 'react-hook-form';
import { Apart } from '../../look/apart.tsx';
import { Face } from '../../look/face.tsx';
import { SittingPlace } from '../../portraits/sitting-place.tsx';
import { useText } from '../../words/use-text.ts';
import { allTraits } from './sheet-values.ts';
import type { SheetForm } from './use-sheet-form.ts';
import { words } from './words.ts';

const Sitting = lazyWithRetry(() => import('../../portraits/sitting.tsx'));

interface PortraitStepProps {
  readonly form: SheetForm;
}

export function PortraitFields({ form }: PortraitStepProps): ReactElement {
  const text = useText(words);
  const sheet = useWatch({ control: form.control, compute: (values) => values });
  const choose = (id: string | null): void =>
    form.setValue('portraitId', id, { shouldDirty: true, shouldTouch: true });
  return (
    <>
      <p className="muted">{text.portraitHow}</p>
      <Apart fallback={<SittingPlace />}>
        <Sitting
          sheet={{ ...sheet, traits: allTraits(sheet) }}
          chosen={sheet.portraitId}
          onChoose={choose}
        />
      </Apart>
    </>
  );
}

/** The portrait as it will be saved and seen. */
export function PortraitText({ form: { control } }: PortraitStepProps): ReactElement {
  const text = useText(words);
  const [id, name, look, portraitId] = useWatch({
    control,
    name: ['id', 'name', 'look', 'portraitId'],
  });
  const { size } = useOutbox(({ lane }) => lane === `portrait:${id}`);
  return (
    <div className="sheet-face stack">
      <Face character={{ id, name, look, portraitId }} size="gallery" />
      {portraitId === null && <p className="muted">{text.noPortrait}</p>}
      {portraitId !== null && size > 0 && <p className="muted">{text.portraitLater}</p>}
    </div>
  );
}
