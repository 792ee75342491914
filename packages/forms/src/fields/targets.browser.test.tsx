import { createWorld } from '@holdfast/testing';
import { HoldfastProvider } from '@holdfast/react';
import type { ReactElement } from 'react';
import { createRoot } from 'react-dom/client';
import { useForm } from 'react-hook-form';
import { afterEach, expect, it } from 'vitest';
import { ChoiceField, SliderField, TagsField, TextField } from './index.ts';
import './fields.css';

const leastSide = 44;
const choices = ['calm', 'wild'].map((value) => ({ value, label: value }));
const values = { name: '', story: '', mood: '', gifts: ['calm'], age: 1, traits: ['a'], trait: '' };

function Sheet(): ReactElement {
  const { control } = useForm({ defaultValues: values });
  return (
    <>
      <TextField {...{ control, name: 'name', label: 'Name' }} />
      <TextField {...{ control, name: 'story', label: 'Story', lines: 'many' }} />
      <ChoiceField {...{ control, name: 'mood', label: 'Mood', choices }} />
      <ChoiceField {...{ control, name: 'gifts', label: 'Gifts', choices }} />
      <SliderField {...{ control, name: 'age', label: 'Age', least: 1, most: 9 }} />
      <TagsField
        {...{ control, name: 'traits', typing: 'trait', label: 'Trait', listLabel: 'Traits' }}
      />
    </>
  );
}

const page = document.createElement('div');
afterEach(() => page.remove());

it('everything that a user presses in a field is at least 44 pixels wide and high, also on a phone', async () => {
  page.style.width = '320px';
  document.body.append(page);
  const root = createRoot(page);
  const { holdfast } = createWorld();
  root.render(
    <HoldfastProvider holdfast={holdfast}>
      <Sheet />
    </HoldfastProvider>,
  );
  const targets = (): readonly Element[] => [
    ...page.querySelectorAll('button, label:has(input), textarea, input:not(label input)'),
  ];
  await expect.poll(() => targets().length).toBe(10);
  const tooSmall = targets().filter((each) => {
    const { width, height } = each.getBoundingClientRect();
    return width < leastSide || height < leastSide;
  });
  expect(tooSmall.map(({ outerHTML }) => outerHTML)).toEqual([]);
  expect(page.scrollWidth).toBeLessThanOrEqual(320);
  root.unmount();
});
