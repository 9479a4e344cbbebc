import type { Attachment } from 'svelte/attachments';
import type { Stretch } from '../ipc';

/**
 * Text with what matched marked, as the content of an element. Stretches are text nodes: a title can never become markup.
 * By hand, for a list may have a hundred marks at each key, and blocks of a template are slow (docs/performance.md).
 */
export function marked(text: readonly Stretch[]): Attachment<HTMLElement> {
  return (element) => {
    if (!shows(element, text)) element.replaceChildren(...text.map(nodeOf));
  };
}

/** What is there already is left alone, so that it is not laid out again. */
function shows({ childNodes }: HTMLElement, text: readonly Stretch[]): boolean {
  const isThere = (stretch: Stretch, at: number) => {
    const node = childNodes[at];
    return node?.textContent === stretch.text && node instanceof HTMLElement === stretch.mark;
  };
  return childNodes.length === text.length && text.every(isThere);
}

function nodeOf({ text, mark }: Stretch): Node {
  const node = document.createTextNode(text);
  if (!mark) return node;
  const element = document.createElement('mark');
  element.append(node);
  return element;
}
