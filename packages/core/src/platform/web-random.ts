/** Chance that is not fit for secrets. Apart from the rest of the platform, because every failure needs it. */
export const webRandom = (): number => Math.random();
