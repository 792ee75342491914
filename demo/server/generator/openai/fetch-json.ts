import { webPlatform } from '@holdfast/core/parts';
import { refusalOf } from './openai-failures.ts';

export interface FetchJsonOptions {
  readonly baseUrl: string;
  readonly apiKey: string | undefined;
  readonly path: string;
  readonly body: unknown;
  readonly signal: AbortSignal;
}

/** Sends a request to the server of the generator. Rejects with the failure of an answer that is a refusal. */
export async function fetchJson({
  baseUrl,
  apiKey,
  path,
  body,
  signal,
}: FetchJsonOptions): Promise<Response> {
  const response = await fetch(`${baseUrl.replace(/\/+$/u, '')}/${path}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(apiKey !== undefined && { authorization: `Bearer ${apiKey}` }),
    },
    body: JSON.stringify(body),
    // The key belongs to this server alone.
    redirect: 'error',
    signal,
  });
  if (!response.ok) throw await refusalOf(response, webPlatform.now());
  return response;
}
