// Stands for `composition.ts` in a production build, which trusts the checks of development.

export function refuseUnless(_fits: boolean, _remedy: string): void {}

export function requirePositive(_policy: string, _rules: object): void {}

export function requireAtLeast(_policy: string, _least: number, _rules: object): void {}

export function describePolicy(_policy: object, _description: object): void {}

export function describePart(_part: object, _made: object): void {}

export function partOf(_part: object): undefined {}

export function checkComposition(_run: object, _policies: readonly object[]): void {}

export function adviseRetry(_policy: object, _failure: object, _why: string): void {}

export function adviseHedge(_policy: object): void {}

export function adviseMissed(_policy: object, _name: string, _failure?: object): void {}

export function adviseUnnamed(_policies: object, _isUnnamed: boolean, _thrown: unknown): void {}

export function adviseBlocking(
  _policies: object,
  _attempt: object,
  _end: unknown,
  _platform: object,
): void {}

export function policiesOf(_run: object): null {
  return null;
}
