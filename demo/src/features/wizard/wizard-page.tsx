import { useWizard } from '@holdfast/forms';
import type { ReactElement } from 'react';
import { FormTrouble } from '../../form/form-trouble.tsx';
import { focusPage } from '../../frame/dom-page-focus.ts';
import { PageHeading } from '../../frame/page-heading.tsx';
import { ActionButton } from '../../look/action-button.tsx';
import { addNextTrait } from './add-next-trait.ts';
import { DraftNote } from './draft-note.tsx';
import { IdentityFields } from './identity-fields.tsx';
import { IdentityText } from './identity-text.tsx';
import { RestoredNotice } from './restored-notice.tsx';
import { ReviewText } from './review-text.tsx';
import { SheetSection } from './sheet-section.tsx';
import { StepButtons } from './step-buttons.tsx';
import { TraitsFields } from './traits-fields.tsx';
import { TraitsText } from './traits-text.tsx';
import { useSheetForm } from './use-sheet-form.ts';
import { wizardSteps } from './wizard-steps.ts';

/** A new character: the sheet itself, filling in step by step. */
export function WizardPage(): ReactElement {
  const form = useSheetForm();
  const wizard = useWizard({ steps: wizardSteps, form });
  const isSaving = form.state.kind === 'running';
  const { step, heading } = wizard;
  const back = { onBack: wizard.back };
  const next = (
    <ActionButton look="primary" type="submit">
      Next
    </ActionButton>
  );
  const parts = {
    identity: {
      fields: <IdentityFields form={form} />,
      text: <IdentityText form={form} />,
      buttons: <StepButtons>{next}</StepButtons>,
    },
    traits: {
      fields: <TraitsFields form={form} />,
      text: <TraitsText form={form} />,
      buttons: <StepButtons {...back}>{next}</StepButtons>,
    },
    review: {
      fields: <ReviewText />,
      text: <p className="muted">Read it once more, then save.</p>,
      buttons: (
        <>
          <FormTrouble title="Not saved yet" state={form.state} issues={form.formIssues} />
          <StepButtons {...back}>
            <ActionButton look="primary" type="submit" isBusy={isSaving}>
              {isSaving ? 'Saving…' : 'Save character'}
            </ActionButton>
          </StepButtons>
        </>
      ),
    },
  };
  return (
    <form
      className="page"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (step === 'traits') addNextTrait(form);
        void (step === 'review' ? form.submit() : wizard.next());
      }}
    >
      <div className="spread page-head">
        <PageHeading title="New character" />
        <div className="aside">
          <RestoredNotice
            form={form}
            onStartOver={() => {
              void form.draft.discard();
              focusPage();
            }}
          />
        </div>
      </div>
      {wizard.steps.map(({ id, label, status }, index) => (
        <SheetSection
          key={id}
          number={index + 1}
          label={label}
          status={status}
          heading={heading}
          blank={id === 'review' ? 'Comes last' : undefined}
          onOpen={() => {
            addNextTrait(form);
            void wizard.goTo(id);
          }}
          beside={status === 'current' && <DraftNote form={form} />}
        >
          {status === 'current' ? parts[id].fields : parts[id].text}
          {status === 'current' && parts[id].buttons}
        </SheetSection>
      ))}
    </form>
  );
}
