// Stands for `in-development.ts` in a production build. Because it is empty, bundlers drop the sentences too.

export function inDevelopment(_sentence: string): undefined {}
