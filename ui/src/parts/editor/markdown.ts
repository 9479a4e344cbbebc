import {
  commonmarkLanguage,
  deleteMarkupBackward,
  insertNewlineContinueMarkupCommand,
} from '@codemirror/lang-markdown';
import { HighlightStyle, Language, syntaxHighlighting } from '@codemirror/language';
import { Prec, type Extension } from '@codemirror/state';
import { keymap } from '@codemirror/view';
import { tags } from '@lezer/highlight';
import { GFM, type MarkdownConfig, type MarkdownParser } from '@lezer/markdown';
import { SplicingParser } from './splice';

/** What stands between two lines of three hyphens at the beginning: fields, not text. */
const frontMatter: MarkdownConfig = {
  defineNodes: [{ name: 'FrontMatter', block: true, style: tags.meta }],
  parseBlock: [
    {
      name: 'FrontMatter',
      before: 'HorizontalRule',
      parse(block, line) {
        if (block.lineStart !== 0 || line.text.trimEnd() !== '---') return false;
        while (block.nextLine()) {
          if (line.text.trimEnd() !== '---') continue;
          block.nextLine();
          block.addElement(block.elt('FrontMatter', 0, block.prevLineEnd()));
          return true;
        }
        return false;
      },
    },
  ],
};

const OPENS = '['.charCodeAt(0);

/** `[[C-7K3Q2]]` */
const recordLink: MarkdownConfig = {
  defineNodes: [{ name: 'RecordLink', style: tags.link }],
  parseInline: [
    {
      name: 'RecordLink',
      before: 'Link',
      parse(inline, next, at) {
        if (next !== OPENS || inline.char(at + 1) !== OPENS) return -1;
        const length = inline.slice(at, inline.end).indexOf(']]');
        return length < 0 ? -1 : inline.addElement(inline.elt('RecordLink', at, at + length + 2));
      },
    },
  ],
};

/** Where anything but words may begin. */
const STOPS = /[\\&`*_~![\]<]|https?:\/\/|www\./g;

/** Goes over words at once. Every way to read a mark is tried at every letter otherwise, and that is most of what a key costs. */
const words: MarkdownConfig = {
  parseInline: [
    {
      name: 'Words',
      before: 'Escape',
      parse(inline, _next, at) {
        STOPS.lastIndex = at - inline.offset;
        const stop = STOPS.exec(inline.text);
        const end = stop ? stop.index + inline.offset : inline.end;
        return end > at ? end : -1;
      },
    },
  ],
};

/** Colours come from the page's own, so that light and dark need no second list. */
const colours = HighlightStyle.define([
  { tag: tags.heading, fontWeight: '700' },
  { tag: tags.strong, fontWeight: '700' },
  { tag: tags.emphasis, fontStyle: 'italic' },
  { tag: tags.strikethrough, textDecoration: 'line-through' },
  { tag: [tags.link, tags.url, tags.monospace], color: 'var(--ink)' },
  { tag: [tags.processingInstruction, tags.contentSeparator, tags.labelName], color: 'var(--text-3)' },
  { tag: [tags.quote, tags.meta, tags.comment], color: 'var(--text-2)' },
]);

// The package's own `markdown()` also looks for HTML to parse inside of every block, at every key.
const { data, parser } = commonmarkLanguage;
export const recordParser = (parser as MarkdownParser).configure([GFM, frontMatter, recordLink, words]);
const records = new Language(data, new SplicingParser(recordParser));

export function markdownColours(): Extension {
  return [
    records,
    Prec.high(
      keymap.of([
        // Enter on an empty item ends the list.
        { key: 'Enter', run: insertNewlineContinueMarkupCommand({ nonTightLists: false }) },
        { key: 'Backspace', run: deleteMarkupBackward },
      ]),
    ),
    syntaxHighlighting(colours),
  ];
}
