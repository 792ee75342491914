'use client';
import type { ReactElement } from 'react';
import { outcomes } from '../../../contract/metrics.ts';
import { useText } from '../../words/use-text.ts';
import { Choice } from './choice.tsx';
import { csvUrl, isRange, RANGES, type Filter } from './filter.ts';
import { words } from './words.ts';

interface FiltersProps {
  readonly filter: Filter;
  /** Every operation that there is to choose. */
  readonly operations: readonly string[];
  readonly onChange: (filter: Filter) => void;
}

export function Filters({ filter, operations, onChange }: FiltersProps): ReactElement {
  const text = useText(words);
  const { range, operation, outcome } = filter;
  const known = operation === '' || operations.includes(operation);
  return (
    <fieldset className="filters" aria-label={text.filters}>
      <Choice
        label={text.range}
        value={range}
        onChange={(value) => isRange(value) && onChange({ ...filter, range: value })}
      >
        {Object.keys(RANGES).map((name) => (
          <option key={name} value={name}>
            {isRange(name) && text.ranges[name]}
          </option>
        ))}
      </Choice>
      <Choice
        label={text.operation}
        value={operation}
        onChange={(value) => onChange({ ...filter, operation: value })}
      >
        <option value="">{text.everyOperation}</option>
        {!known && <option>{operation}</option>}
        {operations.map((name) => (
          <option key={name}>{name}</option>
        ))}
      </Choice>
      <Choice
        label={text.outcome}
        value={outcome}
        onChange={(value) => {
          const chosen = outcomes.find((one) => one === value) ?? '';
          onChange({ ...filter, outcome: chosen });
        }}
      >
        <option value="">{text.outcomes.all}</option>
        {outcomes.map((one) => (
          <option key={one} value={one}>
            {text.outcomes[one]}
          </option>
        ))}
      </Choice>
      <a className="filters-csv" href={csvUrl(filter)} download="fireside-metrics.csv">
        {text.csv}
      </a>
    </fieldset>
  );
}
