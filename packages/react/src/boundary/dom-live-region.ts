import { UNSEEN } from '../unseen.ts';

/** Adds a region to the end of the page. A screen reader reads out each later text of the region at once. */
export function addLiveRegion(): HTMLElement {
  const region = document.createElement('div');
  region.setAttribute('aria-live', 'assertive');
  Object.assign(region.style, UNSEEN);
  document.body.append(region);
  return region;
}
