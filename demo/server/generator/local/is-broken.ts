/** Whether a text ends within a sentence. */
export const isBroken = (text: string): boolean =>
  text.trim() !== '' && !/[.!?…”“"»’)\]]\s*$/u.test(text);
