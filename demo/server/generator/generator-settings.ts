export interface LocalSettings {
  readonly kind: 'local';
  /** 0 writes everything at once. */
  readonly wordsPerSecond: number;
}

/** Of any server that speaks the API of OpenAI. */
export interface OpenAiSettings {
  readonly kind: 'openai';
  readonly baseUrl: string;
  /** A server on the same machine, for example, may need no key. */
  readonly apiKey: string | undefined;
  readonly textModel: string;
  readonly imageModel: string;
}

export type GeneratorSettings = LocalSettings | OpenAiSettings;
