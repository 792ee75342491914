import { Failure } from '@holdfast/core';
import { catalogue } from '@holdfast/core/failures';
import { webPlatform, type Platform, requireOptionsAlways } from '@holdfast/core/parts';
import { readBytes } from '../../requests/read-bytes.ts';
import { WEBHOOK_HEADERS } from './webhook-sink.ts';
import { webhookKeys } from './webhook-keys.ts';

export interface VerifyWebhookOptions {
  /** The secrets that the receiver accepts; several while it changes its secret. */
  readonly secrets: readonly string[];
  /**
   * How far the time of a message may be from the clock of the receiver, in milliseconds. An attacker may have
   * recorded an older message. @default 300_000
   */
  readonly toleranceMs?: number;
  /** The longest body. @default 1 MiB */
  readonly maxBytes?: number;
  /** @default the ambient clock */
  readonly platform?: Pick<Platform, 'now'>;
}

/** A message that its sender has signed. */
export interface VerifiedWebhook {
  /** Every repeat of a message has the same id; see `consumeOnce`. */
  readonly id: string;
  readonly body: string;
}

/**
 * Makes a function that reads the body of a request and checks its signature, by Standard Webhooks. It rejects with
 * `FORBIDDEN` for a request that carries no valid signature, or one of another time.
 */
export function verifyWebhook(
  options: VerifyWebhookOptions,
): (request: Request) => Promise<VerifiedWebhook> {
  requireOptionsAlways('verifyWebhook', options, {
    secrets: 'anything',
    toleranceMs: 'a number from 0 on?',
    maxBytes: 'a number from 0 on?',
    platform: 'an object with now?',
  });

  const { toleranceMs = 300_000, maxBytes = 1024 * 1024, platform = webPlatform } = options;
  const keys = webhookKeys('verifyWebhook', options.secrets);
  return async (request) => {
    const told = (name: keyof typeof WEBHOOK_HEADERS): string =>
      request.headers.get(WEBHOOK_HEADERS[name]) ?? '';
    const [id, timestamp] = [told('id'), told('timestamp')];
    const ageMs = Math.abs(platform.now() - Number(timestamp) * 1000);
    if (id === '' || !/^\d{1,12}$/.test(timestamp) || !(ageMs <= toleranceMs)) throw refusal();
    const body = textOf(await readBytes(request, { maxBytes }));
    const signatures = told('signature')
      .split(' ', 20)
      .flatMap((one) => (one.startsWith('v1,') ? [one.slice(3)] : []));
    const checks = keys.flatMap((key) =>
      signatures.map((signature) => key.verify(`${id}.${timestamp}.${body}`, signature)),
    );
    if (!(await Promise.all(checks)).includes(true)) throw refusal();
    return { id, body };
  };
}

/** The text exactly as the sender signed it. Bytes that are no text were not signed by `webhookSink`. */
function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw refusal();
  }
}

function refusal(): Failure {
  return new Failure(catalogue.FORBIDDEN);
}
