// What `#composition` is in a production build: it was checked when it was developed.

export function refuseUnless(_fits: boolean, _remedy: string): void {}

export function requirePositive(_policy: string, _values: Readonly<Record<string, number>>): void {}

export function checkComposition(_policies: readonly object[]): void {}
