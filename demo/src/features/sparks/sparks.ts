/** First sentences to argue with. */
export const sparks: readonly string[] = [
  'Two people wait for the same train. Only one of them bought a ticket.',
  'She has forged her father’s letters for so long that he answers them.',
  'The lighthouse goes out, and every house in the village lights a lamp.',
  'He can cook only one dish, and tonight somebody asks for the recipe.',
  'The map is right about everything except where they are.',
];
