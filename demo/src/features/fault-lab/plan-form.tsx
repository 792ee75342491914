'use client';
import { useState, type FormEvent, type ReactElement } from 'react';
import { NO_FAULTS, type FaultPlan } from '../../../contract/faults.ts';
import { ActionButton } from '../../look/action-button.tsx';
import { LineField } from '../../look/line-field.tsx';
import { useText } from '../../words/use-text.ts';
import { MixSliders } from './mix-sliders.tsx';
import { SCENARIO_NAMES, stepsOf, type ScenarioName } from './scenarios.ts';
import { words } from './words.ts';

/** What to break: a named scenario, or a mix by slider. */
export function PlanForm({
  onStart,
}: {
  readonly onStart: (plan: FaultPlan) => Promise<void>;
}): ReactElement {
  const text = useText(words);
  const [scenario, setScenario] = useState<ScenarioName>('train');
  const [seed, setSeed] = useState('7');
  const [mix, setMix] = useState(NO_FAULTS);
  const [isBusy, setBusy] = useState(false);

  const start = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setBusy(true);
    await onStart({
      seed: Number(seed.replaceAll(/\D/g, '').slice(0, 9)),
      name: text.scenarios[scenario]?.[0] ?? scenario,
      steps: [...stepsOf(scenario, mix)],
    });
    setBusy(false);
  };
  return (
    <form className="stack" onSubmit={(event) => void start(event)}>
      <fieldset className="scenarios">
        <legend>{text.choose}</legend>
        {SCENARIO_NAMES.map((name) => {
          const [title, about] = text.scenarios[name] ?? [name, ''];
          return (
            <label key={name} className="scenario">
              <input
                type="radio"
                name="scenario"
                value={name}
                checked={scenario === name}
                onChange={() => setScenario(name)}
              />
              <span>
                {title} <span className="muted">{about}</span>
              </span>
            </label>
          );
        })}
      </fieldset>
      {scenario === 'own' && <MixSliders mix={mix} onChange={setMix} />}
      <div className="seed">
        <LineField
          label={text.seed}
          name="seed"
          value={seed}
          onChange={setSeed}
          hint={text.seedHint}
        />
      </div>
      <div className="buttons">
        <ActionButton look="primary" type="submit" isBusy={isBusy}>
          {text.start}
        </ActionButton>
      </div>
    </form>
  );
}
