import { webPlatform } from '@holdfast/core/parts';
import { asks } from './asks.ts';
import { onceQuiet } from './once-quiet.ts';

/**
 * Resolves once the page has loaded, has its answers, and then asked for nothing for a moment, at the latest three
 * seconds after its load. Until then what the screen shows has the line and the processor for itself.
 */
export async function quiet(): Promise<void> {
  if (document.readyState !== 'complete') {
    await new Promise((resolve) => window.addEventListener('load', resolve, { once: true }));
  }
  await new Promise<void>((resolve) => {
    const noise = onceQuiet(webPlatform, isWaiting, () => {
      watch.disconnect();
      resolve();
    });
    const watch = new PerformanceObserver(noise);
    watch.observe({ type: 'resource' });
  });
}

const isWaiting = (): boolean => asks.getSnapshot() > 0;
