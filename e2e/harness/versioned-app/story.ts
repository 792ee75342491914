/** A part of the app that a page loads when it needs it. Each version has another one. */
export const story = `The story of version ${import.meta.env['VITE_VERSION'] ?? ''}`;
