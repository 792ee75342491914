'use client';
import { use, useId, type ReactElement } from 'react';
import { FaultMix } from '../../../contract/faults.ts';
import { LanguageContext } from '../../words/language-context.ts';
import { useText } from '../../words/use-text.ts';
import { FaultSlider } from './fault-slider.tsx';
import { words } from './words.ts';

interface MixSlidersProps {
  readonly mix: FaultMix;
  readonly onChange: (mix: FaultMix) => void;
}

const GENERATORS = FaultMix.shape.generator.options;

export function MixSliders({ mix, onChange }: MixSlidersProps): ReactElement {
  const text = useText(words);
  const id = useId();
  const language = use(LanguageContext);
  const percent = new Intl.NumberFormat(language, { style: 'percent' });
  const seconds = new Intl.NumberFormat(language, { style: 'unit', unit: 'second' });
  return (
    <div className="sliders">
      <FaultSlider
        label={text.latency}
        value={mix.latencyMs}
        max={5000}
        step={100}
        format={(ms) => seconds.format(ms / 1000)}
        onChange={(latencyMs) => onChange({ ...mix, latencyMs })}
      />
      {(['errors', 'limits', 'cuts', 'storage'] as const).map((name) => (
        <FaultSlider
          key={name}
          label={text[name]}
          value={mix[name]}
          max={name === 'storage' ? 1 : 0.3}
          step={name === 'storage' ? 0.1 : 0.01}
          format={(share) => percent.format(share)}
          onChange={(share) => onChange({ ...mix, [name]: share })}
        />
      ))}
      <div className="field">
        <label htmlFor={id}>{text.generator}</label>
        <select
          id={id}
          className="input"
          value={mix.generator}
          onChange={({ target }) => {
            const generator = GENERATORS.find((one) => one === target.value) ?? 'fine';
            onChange({ ...mix, generator });
          }}
        >
          {GENERATORS.map((one) => (
            <option key={one} value={one}>
              {text.generators[one]}
            </option>
          ))}
        </select>
      </div>
    </div>
  );
}
