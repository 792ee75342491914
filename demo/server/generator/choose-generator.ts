import type { Generator } from './generator.ts';
import type { GeneratorSettings } from './generator-settings.ts';
import { createLocalGenerator } from './local/local-generator.ts';
import { createOpenAiGenerator } from './openai/openai-generator.ts';

/** The generator of the settings. */
export function chooseGenerator(settings: GeneratorSettings): Generator {
  return settings.kind === 'local'
    ? createLocalGenerator(settings)
    : createOpenAiGenerator(settings);
}
