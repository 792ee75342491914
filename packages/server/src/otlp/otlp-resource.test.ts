import { expect, it } from 'vitest';
import { otlpResource } from './otlp-resource.ts';

it('a resource has the attributes of its deployment, whatever is merged into it', () => {
  const given = { 'service.name': 'fireside', 'service.version': '1.4.0' };
  const resource = otlpResource(given);
  expect(resource.attributes).toEqual(given);
  expect(resource.getRawAttributes()).toEqual(Object.entries(given));
  expect(resource.merge(otlpResource({ 'service.name': 'other' }))).toBe(resource);
});
