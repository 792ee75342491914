'use client';
import type { ReactElement, ReactNode } from 'react';
import type { FaultLabState } from '../../../contract/faults.ts';
import { PageHeading } from '../../frame/page-heading.tsx';
import { ActionButton } from '../../look/action-button.tsx';
import { StateNote } from '../../look/state-note.tsx';
import { reasonOf } from '../../words/failure-words.ts';
import { useText } from '../../words/use-text.ts';
import './fault-lab.css';
import { FaultLog } from './fault-log.tsx';
import { PlanForm } from './plan-form.tsx';
import { useFaultLab, type FaultLabControls } from './use-fault-lab.ts';
import { words } from './words.ts';

/** Breaks Fireside on purpose. The children are parts of other features that can be broken. */
export function FaultLabPage({ children }: { readonly children?: ReactNode }): ReactElement {
  const text = useText(words);
  const lab = useFaultLab();
  const { state } = lab;
  const isOff = state.kind === 'failed' && state.failure.status === 404;
  return (
    <div className="lab">
      <PageHeading title={text.title} />
      <p className="lab-about">{text.about}</p>
      {state.value && <Lab lab={lab} value={state.value} />}
      {!state.value && state.kind === 'failed' && (
        <StateNote tone="stale" title={isOff ? text.off : text.cannotRead}>
          <p>{isOff ? text.offWhy : reasonOf(state.failure)}</p>
        </StateNote>
      )}
      {children}
      {state.value && <FaultLog log={state.value.log} />}
    </div>
  );
}

interface LabProps {
  readonly lab: FaultLabControls;
  readonly value: FaultLabState;
}

function Lab({ lab, value }: LabProps): ReactElement {
  const text = useText(words);
  const { plan, canRestart } = value;
  const { storageFailed } = lab;
  return (
    <>
      <StateNote tone={plan ? 'failed' : 'live'}>
        <output className="state-title">
          {plan ? text.broken(plan.name, plan.seed) : text.fine}
        </output>
        {storageFailed > 0 && <p>{text.storageFailed(storageFailed)}</p>}
        {plan && (
          <div className="buttons">
            <ActionButton onPress={() => void lab.heal()}>{text.heal}</ActionButton>
          </div>
        )}
      </StateNote>
      <PlanForm onStart={lab.start} />
      <section className="stack" aria-labelledby="lab-server-heading">
        <h2 id="lab-server-heading">{text.server}</h2>
        {canRestart ? (
          <div className="buttons">
            <ActionButton onPress={() => void lab.restart()}>{text.restart}</ActionButton>
          </div>
        ) : (
          <p className="muted">{text.cannotRestart}</p>
        )}
      </section>
    </>
  );
}
