// Stands for `require-options.ts` in a production build, which trusts what development checked. Because it is empty,
// bundlers drop the kinds too.

export function requireOptions(_caller: string, _options: object, _kinds: object): void {}
