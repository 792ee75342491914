'use client';
import { uuidV7 } from '@holdfast/core/parts';
import { stepsInHistory, useWizard } from '@holdfast/forms/wizard';
import { useHoldfast } from '@holdfast/react';
import type { ReactElement } from 'react';
import { useWatch } from 'react-hook-form';
import { FormTrouble } from '../../form/form-trouble.tsx';
import { PageHeading } from '../../frame/page-heading.tsx';
import { ActionButton } from '../../look/action-button.tsx';
import { useText } from '../../words/use-text.ts';
import { addTypedTrait } from './add-typed-trait.ts';
import { BackstoryFields, BackstoryText } from './backstory-step.tsx';
import { DraftNote } from './draft-note.tsx';
import { IdentityText } from './identity-text.tsx';
import { PortraitFields, PortraitText } from './portrait-step.tsx';
import { RestoredNotice } from './restored-notice.tsx';
import { IdentityFields, TraitsFields } from './sheet-fields.tsx';
import { SheetSection } from './sheet-section.tsx';
import { emptySheet } from './sheet-values.ts';
import { sheetWizard } from './sheet-wizard.ts';
import { TraitsText } from './traits-text.tsx';
import { useSheetForm } from './use-sheet-form.ts';
import { words } from './words.ts';
import './wizard.css';

const stepHistory = stepsInHistory();

/** A new character: the sheet itself, filling in step by step. */
export default function WizardPage(): ReactElement {
  const text = useText(words);
  const { platform } = useHoldfast();
  const form = useSheetForm({
    draftKey: 'character:new',
    first: () => emptySheet(uuidV7(platform), uuidV7(platform)),
    unsaved: text.unsaved,
    onward: '/characters',
  });
  const wizard = useWizard(sheetWizard, { form, history: stepHistory });
  const [backstory, portraitId] = useWatch({
    control: form.control,
    name: ['backstory', 'portraitId'],
  });
  const blank: Readonly<Partial<Record<string, string>>> = {
    ...(backstory === '' && { backstory: text.optional }),
    ...(portraitId === null && { portrait: text.optional }),
    review: text.comesLast,
  };
  const isSaving = form.state.kind === 'running';
  const parts = {
    identity: { fields: <IdentityFields form={form} />, text: <IdentityText form={form} /> },
    traits: { fields: <TraitsFields form={form} />, text: <TraitsText form={form} /> },
    backstory: { fields: <BackstoryFields form={form} />, text: <BackstoryText form={form} /> },
    portrait: { fields: <PortraitFields form={form} />, text: <PortraitText form={form} /> },
    review: {
      fields: <p>{text.readAll}</p>,
      text: <p className="muted">{text.readOnce}</p>,
    },
  };
  const buttons = (
    <>
      {wizard.isLast && (
        <FormTrouble title={text.notSaved} state={form.state} issues={form.formIssues} />
      )}
      <div className="buttons step-buttons">
        <ActionButton look="primary" type="submit" isBusy={isSaving}>
          {!wizard.isLast ? text.next : isSaving ? text.saving : text.save}
        </ActionButton>
        {!wizard.isFirst && <ActionButton onPress={wizard.back}>{text.back}</ActionButton>}
      </div>
    </>
  );
  return (
    <form
      className="page"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        addTypedTrait(form);
        void (wizard.isLast ? form.submit() : wizard.next());
      }}
    >
      <div className="spread page-head">
        <PageHeading title={text.newCharacter} />
        <div className="aside">
          <RestoredNotice form={form} />
        </div>
      </div>
      {wizard.steps.map(({ id, status, isCurrent }, index) => (
        <SheetSection
          key={id}
          number={index + 1}
          label={text.steps[id]}
          status={status}
          heading={isCurrent ? wizard.heading : undefined}
          blank={blank[id]}
          onOpen={() => {
            addTypedTrait(form);
            void wizard.goTo(id);
          }}
          beside={isCurrent && <DraftNote form={form} />}
        >
          {parts[id][isCurrent ? 'fields' : 'text']}
          {isCurrent && buttons}
        </SheetSection>
      ))}
    </form>
  );
}
