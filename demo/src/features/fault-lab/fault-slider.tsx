'use client';
import { useId, type ReactElement } from 'react';

interface FaultSliderProps {
  readonly label: string;
  readonly value: number;
  readonly max: number;
  readonly step: number;
  readonly format: (value: number) => string;
  readonly onChange: (value: number) => void;
}

export function FaultSlider(props: FaultSliderProps): ReactElement {
  const { label, value, max, step, format, onChange } = props;
  const id = useId();
  return (
    <div className="slider">
      <label htmlFor={id}>{label}</label>
      <output htmlFor={id}>{format(value)}</output>
      <input
        id={id}
        type="range"
        min={0}
        max={max}
        step={step}
        value={value}
        aria-valuetext={format(value)}
        onChange={({ target }) => onChange(Number(target.value))}
      />
    </div>
  );
}
