import type { Bytes } from '@holdfast/core/parts';
import type { DurableStream } from './durable-stream.ts';
import { isJson, isText } from './media-type.ts';
import { toOffset } from './offset.ts';
import { bodyOf, type Page } from './read-page.ts';

/** Writes pages as server-sent events: the bytes as one `data` event, and a `control` event behind it. */
export interface SseEvents {
  /** The events of a page. */
  encode(page: Page, stream: DurableStream, cursor: string): string;
}

export function createSseEvents(contentType: string): SseEvents {
  // An append can end within a character. Its rest then comes with the next one.
  const decoder = new TextDecoder();
  const textOf = (body: Bytes): string => {
    if (!isText(contentType)) return toBase64(body);
    return decoder.decode(body, { stream: !isJson(contentType) });
  };
  return {
    encode(page, { isClosed }, cursor) {
      const isEnd = page.isLast && isClosed;
      const control = {
        streamNextOffset: toOffset(page.next),
        ...(!isEnd && { streamCursor: cursor }),
        ...(page.isLast && { upToDate: true }),
        ...(isEnd && { streamClosed: true }),
      };
      const data = page.data.length > 0 ? event('data', textOf(bodyOf(page, contentType))) : '';
      return data + event('control', JSON.stringify(control));
    },
  };
}

function event(name: string, text: string): string {
  const lines = text.split(/\r\n|\r|\n/);
  // A reader drops the first space after the colon.
  const data = lines.map((line) => `data:${line.startsWith(' ') ? ' ' : ''}${line}`).join('\n');
  return `event: ${name}\n${data}\n\n`;
}

const PIECE = 0x2000;

function toBase64(bytes: Bytes): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += PIECE) {
    text += String.fromCharCode(...bytes.subarray(at, at + PIECE));
  }
  return btoa(text);
}
