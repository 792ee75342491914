'use client';
import type { ReactElement } from 'react';
import { useWatch } from 'react-hook-form';
import { cleanLine } from '../../../contract/text.ts';
import { useText } from '../../words/use-text.ts';
import { ageGroup } from './sheet-fields.tsx';
import { Silhouette } from './silhouette.tsx';
import type { SheetForm } from './use-sheet-form.ts';
import { words } from './words.ts';

/** The traits as they will be saved and read. */
export function TraitsText({ form }: { readonly form: SheetForm }): ReactElement {
  const text = useText(words);
  const [temperament, traits, look] = useWatch({
    control: form.control,
    name: ['temperament', 'traits', 'look'],
  });
  return (
    <dl className="stack">
      <div>
        <dt className="muted">{text.temperament}</dt>
        <dd className="story">
          {temperament ? text.temperaments[temperament] : <span className="blank-line" />}
        </dd>
      </div>
      <div>
        <dt className="muted">{text.traits}</dt>
        <dd className="story writers-line" dir="auto">
          {traits.map(cleanLine).join(', ') || <span className="blank-line" />}
        </dd>
      </div>
      <div>
        <dt className="muted">{text.look}</dt>
        <dd className="sheet-look">
          <Silhouette shape={look.silhouette} paper={look.paper} />
          {text.silhouettes[look.silhouette]}, {text.papers[look.paper]},{' '}
          {text.ages[ageGroup(look.age)]}
        </dd>
      </div>
    </dl>
  );
}
