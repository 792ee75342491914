import { expect, it } from 'vitest';
import { flowInto } from './dom-flowing-text.ts';

const open = () => {
  const element = document.createElement('div');
  return { element, flow: flowInto(element) };
};
const paragraphs = (element: Element): (string | null)[] =>
  [...element.children].map(({ textContent }) => textContent);

it('a text that grows touches no paragraph before the last', () => {
  const { element, flow } = open();
  flow('Once upon');
  flow('Once upon a time.\n\nThe');
  const [first, second] = element.children;
  flow('Once upon a time.\n\nThe end.\nAnd on');
  expect(paragraphs(element)).toEqual(['Once upon a time.', 'The end.', 'And on']);
  expect([element.children[0], element.children[1]]).toEqual([first, second]);
  expect(first?.childNodes.length).toBe(1);
});

it('the same text twice is written once, and another text is written anew', () => {
  const { element, flow } = open();
  flow('Once upon');
  flow('Once upon');
  expect(paragraphs(element)).toEqual(['Once upon']);
  flow('Nobody');
  expect(paragraphs(element)).toEqual(['Nobody']);
});
