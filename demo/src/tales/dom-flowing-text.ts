/**
 * Writes a text that grows into an element, each line as a paragraph. It only appends, so that the browser lays out the
 * last paragraph and no other. A text that does not begin with the one before is written anew.
 */
export function flowInto(element: HTMLElement): (text: string) => void {
  let written = '';
  let last: Text | undefined;
  const open = (): Text => {
    const paragraph = element.ownerDocument.createElement('p');
    paragraph.dir = 'auto';
    const content = element.ownerDocument.createTextNode('');
    paragraph.append(content);
    element.append(paragraph);
    return content;
  };
  return (text) => {
    if (!text.startsWith(written)) {
      element.replaceChildren();
      last = undefined;
      written = '';
    }
    for (const [index, piece] of text.slice(written.length).split('\n').entries()) {
      if (index > 0) last = undefined;
      if (piece === '') continue;
      last ??= open();
      last.appendData(piece);
    }
    written = text;
  };
}
