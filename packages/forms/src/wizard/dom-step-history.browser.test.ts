import { beforeEach, describe, expect, it } from 'vitest';
import { domStepHistory } from './dom-step-history.ts';
import { keepsSteps, type TestHistory } from './step-history.contract.ts';

beforeEach(() => history.pushState(null, ''));

const make = (): TestHistory => ({
  ...domStepHistory(),
  travel: (by) =>
    new Promise((resolve) => {
      addEventListener('popstate', () => resolve(), { once: true });
      history.go(by);
    }),
});

describe('the history of Chromium', () => {
  keepsSteps(make);

  it('keeps the mark of an entry for a page that is loaded anew', async () => {
    const frame = document.createElement('iframe');
    const loaded = (): Promise<unknown> =>
      new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
    frame.src = new URL('./nothing.html', import.meta.url).pathname;
    const first = loaded();
    document.body.append(frame);
    await first;
    const page = (): Window => frame.contentWindow as Window;
    page().history.pushState({ 'holdfast.wizard': { step: 'two', depth: 1 } }, '');
    const again = loaded();
    page().location.reload();
    await again;
    expect(page().history.state).toEqual({ 'holdfast.wizard': { step: 'two', depth: 1 } });
    frame.remove();
  });
});
