import { lazy, Suspense, type ReactElement } from 'react';

/** Screens are complete without the picture, so the page says nothing when it does not load. */
const Picture = lazy(async () => {
  const part = await import('./hearth.tsx').catch(() => undefined);
  return { default: part?.Hearth ?? (() => null) };
});

/** The hearth on a page that most writers see without it. Its place is kept while it loads. */
export function LateHearth(): ReactElement {
  return (
    <Suspense fallback={<svg className="hearth" viewBox="0 0 520 430" aria-hidden="true" />}>
      <Picture />
    </Suspense>
  );
}
