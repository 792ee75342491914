'use client';
import { uuidV7 } from '@holdfast/core/parts';
import { useHoldfast } from '@holdfast/react';
import type { ReactElement } from 'react';
import { useWatch } from 'react-hook-form';
import type { Character } from '../../../contract/character.ts';
import { FormTrouble } from '../../form/form-trouble.tsx';
import { PageHeading } from '../../frame/page-heading.tsx';
import { ActionButton } from '../../look/action-button.tsx';
import { StateNote } from '../../look/state-note.tsx';
import { partsOf } from '../../relationships/sentence-of.ts';
import { Sentence } from '../../relationships/sentence.tsx';
import { Link } from '../../router/link.tsx';
import { useText } from '../../words/use-text.ts';
import { addTypedTrait } from './add-typed-trait.ts';
import { BackstoryFields } from './backstory-step.tsx';
import { DraftNote } from './draft-note.tsx';
import { editedSheet } from './edited-sheet.ts';
import { GoneNote } from './gone-note.tsx';
import { RestoredNotice } from './restored-notice.tsx';
import { IdentityFields, TraitsFields } from './sheet-fields.tsx';
import { useSheetForm } from './use-sheet-form.ts';
import { words } from './words.ts';
import './wizard.css';

interface EditSheetProps {
  readonly character: Character;
  /** Whether the character was deleted while the sheet was open. Saving makes it anew. */
  readonly isGone: boolean;
}

/** Changes a character: the whole sheet on one page, with a draft of its own. */
export function EditSheet({ character, isGone }: EditSheetProps): ReactElement {
  const text = useText(words);
  const { platform } = useHoldfast();
  const { id, name } = character;
  const form = useSheetForm({
    draftKey: `character:${id}`,
    first: () => editedSheet(character, uuidV7(platform)),
    unsaved: text.unsavedEdit,
    onward: `/characters/${id}`,
    isNew: isGone,
  });
  const [basedOn, revision] = useWatch({ control: form.control, name: ['basedOn', 'revision'] });
  const isSaving = form.state.kind === 'running';
  const isOld = character.revision !== basedOn && character.revision !== revision;
  return (
    <form
      className="page"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        addTypedTrait(form);
        void form.submit();
      }}
    >
      <div className="spread page-head">
        <PageHeading title={text.editing(name)}>
          <Sentence parts={partsOf(text.editing('{a}'), { a: name, b: '' })} />
        </PageHeading>
        <div className="aside stack">
          {isGone && <GoneNote id={id} name={name} />}
          <RestoredNotice form={form} />
        </div>
      </div>
      <div className="spread">
        <div className="sheet stack-wide">
          <IdentityFields form={form} />
          <TraitsFields form={form} />
          <BackstoryFields form={form} />
          <FormTrouble title={text.notSaved} state={form.state} issues={form.formIssues} />
          <div className="buttons step-buttons">
            <ActionButton look="primary" type="submit" isBusy={isSaving}>
              {isSaving ? text.saving : text.saveChanges}
            </ActionButton>
            <Link className="button quiet" to={`/characters/${id}`}>
              {text.cancel}
            </Link>
          </div>
        </div>
        <div className="aside stack">
          <DraftNote form={form} />
          {isOld && !isSaving && (
            <StateNote tone="blocked">
              <p>{text.changedMeanwhile}</p>
            </StateNote>
          )}
        </div>
      </div>
    </form>
  );
}
