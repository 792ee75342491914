import { createHash } from 'node:crypto';
import { render } from '@testing-library/react';
import { Button } from 'react-aria-components';
import { expect, it, onTestFinished, vi } from 'vitest';
import { CONTENT_SECURITY_POLICY } from './content-security-policy.ts';

it('lets through the style element of React Aria as installed, by its hash', () => {
  // React Aria leaves it out where it believes to be tested.
  vi.stubEnv('NODE_ENV', 'production');
  onTestFinished(() => void vi.unstubAllEnvs());
  render(<Button>Save</Button>);
  const styles = [...document.querySelectorAll('style')].map(({ textContent }) => textContent);
  expect(styles).toHaveLength(1);
  const hash = createHash('sha256').update(styles.join('')).digest('base64');
  expect(CONTENT_SECURITY_POLICY).toContain(`style-src 'self' 'sha256-${hash}'`);
});
