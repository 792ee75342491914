/** Why Fireside does not send a prompt to a generator. */
export const promptReasons = [
  /** It names an address, a telephone number or a card of a real person. */
  'private-data',
  /** It asks for sexual content about a child. */
  'child',
  /** It asks how to hurt oneself. */
  'self-harm',
  /** It asks how to make a weapon or a poison. */
  'weapon',
  /** It calls for hate or violence against a group of people. */
  'hate',
  /** The generator itself refused it. */
  'generator',
] as const;

export type PromptReason = (typeof promptReasons)[number];
