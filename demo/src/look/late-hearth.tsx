import { lazy, Suspense, type ReactElement } from 'react';

/** Screens are whole without the picture, so that one which does not load stays away without a word. */
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
