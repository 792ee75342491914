import { inflateSync } from 'node:zlib';

/** The text of one page of a PDF. */
export interface PdfPage {
  /** The text of the document, in its order. */
  readonly body: string;
  /** The text in the margins of the page: running heads and numbers. */
  readonly margins: string;
}

type Font = (hex: string) => string;

const referred = (text: string, key: string): string | undefined =>
  new RegExp(`/${key} (\\d+) 0 R`).exec(text)?.[1];

/** A text in UTF-16 as digits. */
const decode = (hex: string): string =>
  (hex.match(/.{4}/g) ?? []).map((unit) => String.fromCharCode(Number.parseInt(unit, 16))).join('');

/**
 * Reads the text of a tagged PDF as Chromium writes it: objects that are not packed, text as numbers of glyphs, and a
 * table for each font that says which characters they are.
 */
export function textOfPdf(file: Buffer): readonly PdfPage[] {
  const objects = objectsOf(file);
  const object = (id: string | undefined): PdfObject => {
    const found = objects.get(id ?? '');
    if (!found) throw new Error(`The PDF has no object ${id}.`);
    return found;
  };
  const fonts = new Map<string, Font>();
  const fontOf = (id: string): Font => {
    const known =
      fonts.get(id) ??
      readFont(object(id).head, object(referred(object(id).head, 'ToUnicode')).content);
    fonts.set(id, known);
    return known;
  };
  return pagesOf(objects).map((head) => {
    const resources = referred(head, 'Resources');
    const names = resources === undefined ? head : object(resources).head;
    const font = (name: string): Font => {
      const id = referred(names, name);
      if (id === undefined) throw new Error(`A page of the PDF has no font ${name}.`);
      return fontOf(id);
    };
    return readPage(object(referred(head, 'Contents')).content, font);
  });
}

interface PdfObject {
  readonly head: string;
  readonly content: string;
}

function objectsOf(file: Buffer): ReadonlyMap<string, PdfObject> {
  const text = file.toString('latin1');
  const objects = new Map<string, PdfObject>();
  for (const { 0: whole, 1: id = '', 2: inner = '', index } of text.matchAll(
    /(\d+) 0 obj\s([\s\S]*?)endobj/g,
  )) {
    const [head = ''] = inner.split('stream\n');
    const start = index + whole.indexOf('stream\n') + 'stream\n'.length;
    const length = Number(/\/Length (\d+)/.exec(head)?.[1] ?? 0);
    const isPacked = head.includes('/FlateDecode') && !/\/(?:FontFile|Length1|Image)/.test(head);
    const content = isPacked
      ? inflateSync(file.subarray(start, start + length)).toString('latin1')
      : '';
    objects.set(id, { head, content });
  }
  return objects;
}

/** The pages in their order: as the tree of pages lists them. */
function pagesOf(objects: ReadonlyMap<string, PdfObject>): readonly string[] {
  const visit = (id: string): readonly string[] => {
    const { head } = objects.get(id) ?? { head: '' };
    const kids = /\/Kids\s*\[([^\]]*)\]/.exec(head)?.[1];
    if (kids === undefined) return [head];
    return [...kids.matchAll(/(\d+) 0 R/g)].flatMap(([, kid = '']) => visit(kid));
  };
  const roots = [...objects].filter(
    ([, { head }]) => /\/Type\s*\/Pages\b/.test(head) && !head.includes('/Parent'),
  );
  return roots.flatMap(([id]) => visit(id));
}

/** Which characters the numbers of the glyphs of a font are. */
function readFont(head: string, table: string): Font {
  const digits = /\/Subtype\s*\/Type0\b/.test(head) ? 4 : 2;
  const characters = new Map<number, string>();
  for (const [, block = ''] of table.matchAll(/beginbfchar([\s\S]*?)endbfchar/g)) {
    for (const [, code = '', to = ''] of block.matchAll(/<(\w+)>\s*<(\w+)>/g)) {
      characters.set(Number.parseInt(code, 16), decode(to));
    }
  }
  for (const [, block = ''] of table.matchAll(/beginbfrange([\s\S]*?)endbfrange/g)) {
    for (const [, from = '', to = '', first = ''] of block.matchAll(
      /<(\w+)>\s*<(\w+)>\s*<(\w+)>/g,
    )) {
      const [start, end, unit] = [from, to, first].map((hex) => Number.parseInt(hex, 16));
      for (let code = start ?? 0; code <= (end ?? -1); code += 1) {
        characters.set(code, String.fromCodePoint((unit ?? 0) + code - (start ?? 0)));
      }
    }
  }
  return (hex) =>
    (hex.match(new RegExp(`.{${digits}}`, 'g')) ?? [])
      .map((code) => characters.get(Number.parseInt(code, 16)) ?? '\uFFFD')
      .join('');
}

/** Walks over the steps that draw a page. Text outside of a marked part is drawn by the margins of the page. */
function readPage(content: string, fontOf: (name: string) => Font): PdfPage {
  let [body, margins] = ['', ''];
  let depth = 0;
  let font: Font | undefined;
  for (const [step, name, shown] of content.matchAll(
    /\/(\w+) [\d.]+ Tf|<([0-9A-Fa-f]+)>\s*(?=Tj|[^\]<>]*(?:<[^>]*>[^\]<>]*)*\]\s*TJ)|\bB[DM]C\b|\bEMC\b|\bET\b/g,
  )) {
    if (name !== undefined) font = fontOf(name);
    else if (shown !== undefined) {
      const text = font?.(shown) ?? '';
      if (depth > 0) body += text;
      else margins += text;
    } else if (step === 'EMC') depth -= 1;
    else if (step !== 'ET') depth += 1;
    else if (depth > 0) body += '\n';
    else margins += '\n';
  }
  return { body, margins };
}
