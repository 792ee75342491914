/**
 * Random numbers that are not fit for secrets. They stand apart from the rest of the platform, because every failure
 * needs them.
 */
export const webRandom = (): number => Math.random();
