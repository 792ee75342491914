import * as wizard from '@holdfast/forms/wizard';
import * as validation from '@holdfast/forms/validation';
import * as fields from '@holdfast/forms/fields';
import * as forms from '@holdfast/forms';
import { createCheck } from '@holdfast/forms/validation';
import {
  absurdlyTaken,
  functionsWithOptions,
  optionRow,
  type OptionRow,
  createVirtualPlatform,
} from '@holdfast/testing';
import { expect, it } from 'vitest';

const holds: readonly [number, string] = [5, 'a'];

const rows: Readonly<Record<string, OptionRow>> = {
  step: optionRow((options: Parameters<typeof wizard.step>[1] & {}) => wizard.step('a', options), {
    ...{ label: 'a', fields: [], when: () => true, guard: () => undefined, need: 'optional' },
  }),
  sanitise: optionRow((options: validation.SanitiseOptions) => validation.sanitise('a', options), {
    lines: 'one',
  }),
  cleanText: optionRow(validation.cleanText, { lines: 'one', least: holds, most: holds }),
  checkTag: optionRow((options: fields.TagRules) => fields.checkTag([], 'a', options), {
    ...{ most: 5, mostEach: 5 },
  }),
  keepDraft: optionRow(forms.keepDraft as (options: forms.DraftOptions) => unknown, {
    ...{ key: 'a', version: 1, migrate: (() => ({})) as never, shape: {} as never, unsaved: 'a' },
    ...{ exclude: [], debounceMs: 5 },
  }),
  createCheck: optionRow(createCheck<string>, {
    ...{ ask: () => undefined, debounceMs: 5, timeoutMs: 5, cacheSize: 5, cacheMs: 5 },
    ...{ whenFailed: 'refuse', platform: createVirtualPlatform() },
  }),
};

it.each(Object.entries(rows))(
  '%s takes sensible options, and refuses absurd ones',
  async (_, row) => {
    await row.make(row.every);
    expect(await absurdlyTaken(row)).toEqual([]);
  },
);

// `every-hook-refuses-absurd-options.test.ts` has the hooks and components. `describeDraft` describes a value.
const OTHERS = `useResilientForm useFormConflict useRules useWizard useAssist describeDraft
  TextField ChoiceField SliderField TagsField`;

it('knows every function of the package that takes options', () => {
  const known = new Set([...Object.keys(rows), ...OTHERS.split(/\s+/)]);
  const found = functionsWithOptions(forms, fields, validation, wizard);
  expect(found.filter((name) => !known.has(name))).toEqual([]);
});
