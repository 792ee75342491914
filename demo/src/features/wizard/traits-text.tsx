import type { ReactElement } from 'react';
import { useWatch } from 'react-hook-form';
import { cleanLine, cleanProse } from '../../../contract/text.ts';
import { temperamentWords } from './sheet-values.ts';
import type { SheetForm } from './use-sheet-form.ts';

/** The body of the sheet as it will be saved and read. */
export function TraitsText({ form }: { readonly form: SheetForm }): ReactElement {
  const [temperament, traits, backstory] = useWatch({
    control: form.control,
    name: ['temperament', 'traits', 'backstory'],
  });
  return (
    <dl className="stack">
      <div>
        <dt className="muted">Temperament</dt>
        <dd className="story">
          {temperament ? temperamentWords[temperament] : <span className="blank-line" />}
        </dd>
      </div>
      <div>
        <dt className="muted">Traits</dt>
        <dd className="story">
          {traits.map(cleanLine).join(', ') || <span className="blank-line" />}
        </dd>
      </div>
      {backstory !== '' && (
        <div>
          <dt className="muted">Backstory</dt>
          <dd className="story">{cleanProse(backstory)}</dd>
        </div>
      )}
    </dl>
  );
}
