import fc from 'fast-check';
import { expect, it } from 'vitest';
import { checkTag, withTag } from './tag-rules.ts';

const rules = { most: 2, mostEach: 4 };

it.each([
  ['calm', [], { tag: 'calm', problem: undefined }],
  [' ca\u200Blm\n', [], { tag: 'calm', problem: undefined }],
  ['👨‍👩‍👧‍👦👨‍👩‍👧‍👦👨‍👩‍👧‍👦👨‍👩‍👧‍👦', [], { tag: '👨‍👩‍👧‍👦👨‍👩‍👧‍👦👨‍👩‍👧‍👦👨‍👩‍👧‍👦', problem: undefined }],
  ['brave', [], { tag: 'brave', problem: 'tagLong' }],
  ['Calm', ['calm'], { tag: 'Calm', problem: 'tagTwice' }],
  ['ｃａｌｍ', ['calm'], { tag: 'ｃａｌｍ', problem: 'tagTwice' }],
  ['late', ['calm', 'kind'], { tag: 'late', problem: 'tagsFull' }],
  ['\u200B ', [], { tag: '', problem: 'tagBlank' }],
  ['', [], { tag: '', problem: 'tagBlank' }],
])('%j among %j is %j', (typed, tags, expected) => {
  expect(checkTag(tags, typed, rules)).toEqual(expected);
});

it('adds nothing that breaks a rule, in any script', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'grapheme', maxLength: 6 })), (texts) => {
      let tags: readonly string[] = [];
      for (const text of texts) {
        const next = withTag(tags, text, rules);
        expect(next.slice(0, tags.length)).toEqual(tags);
        tags = next;
      }
      expect(tags.length).toBeLessThanOrEqual(2);
      for (const [at, tag] of tags.entries()) {
        const others = tags.filter((_, other) => other !== at).slice(0, 1);
        expect(checkTag(others, tag, rules)).toEqual({ tag, problem: undefined });
      }
    }),
  );
});
