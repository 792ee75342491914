import { expect, it, onTestFinished, vi } from 'vitest';
import { webTrustedUrl } from './web-trusted-url.ts';

const browser = (createPolicy: (name: string, rules: unknown) => unknown): void => {
  vi.stubGlobal('location', new URL('https://app.example/stories'));
  vi.stubGlobal('trustedTypes', { createPolicy });
  onTestFinished(() => void vi.unstubAllGlobals());
};

it('the address of a worker passes the policy of its name, if it is of the own origin', () => {
  const made: string[] = [];
  browser((name, rules) => {
    const { createScriptURL } = rules as { createScriptURL(url: string): string };
    const trusted = (url: string): unknown => ({ trusted: createScriptURL(url) });
    made.push(name);
    return { createScriptURL: trusted };
  });
  expect(webTrustedUrl('/worker.js')).toEqual({ trusted: '/worker.js' });
  // The browser then refuses the address.
  expect(webTrustedUrl('https://elsewhere.example/worker.js')).toBe(
    'https://elsewhere.example/worker.js',
  );
  expect(new Set(made)).toEqual(new Set(['holdfast-worker']));
});

it('the address of a worker stays as it is where a page does not allow the policy, and without Trusted Types', () => {
  expect(webTrustedUrl('/worker.js')).toBe('/worker.js');
  browser(() => {
    throw new TypeError('The policy is not allowed.');
  });
  expect(webTrustedUrl('/worker.js')).toBe('/worker.js');
});
