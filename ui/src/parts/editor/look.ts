import { EditorState, type Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';

/** The editor in the page's colours and letters. */
const look = EditorView.theme({
  '&': { height: '100%', color: 'var(--text)', backgroundColor: 'var(--page)' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': {
    font: '400 13px/22px var(--mono)',
    fontFeatureSettings: "'calt' 0",
    scrollbarWidth: 'thin',
    scrollbarColor: 'var(--line-strong) transparent',
  },
  '.cm-content': { padding: '10px 0', caretColor: 'var(--ink)' },
  // The caret and its line say where the focus is.
  '.cm-content:focus-visible': { boxShadow: 'none' },
  '.cm-line': { padding: '0 16px 0 0' },
  '.cm-gutters': {
    color: 'var(--text-3)',
    backgroundColor: 'transparent',
    border: 'none',
    fontSize: '11.5px',
  },
  '.cm-lineNumbers .cm-gutterElement': { minWidth: '40px', padding: '0 12px 0 4px' },
  '.cm-activeLine, .cm-activeLineGutter': { backgroundColor: 'var(--hover)', color: 'inherit' },
  '.cm-panels': {
    color: 'var(--text)',
    backgroundColor: 'var(--paper)',
    font: '400 var(--t-ui)/var(--l-ui) var(--ui)',
  },
  '.cm-panels-top': { borderBottom: '1px solid var(--line)' },
  '.cm-panel.cm-search': { padding: '8px 32px 8px 16px' },
  '.cm-panel.cm-search label': {
    display: 'inline-flex',
    alignItems: 'center',
    gap: '4px',
    fontSize: 'inherit',
  },
  '.cm-textfield, .cm-button': {
    minHeight: '24px',
    fontSize: 'inherit',
    border: '1px solid var(--control)',
    borderRadius: 'var(--r-2)',
    backgroundColor: 'var(--raised)',
    backgroundImage: 'none',
    color: 'inherit',
  },
  '.cm-panel.cm-search [name=close]': {
    top: '8px',
    right: '8px',
    minWidth: '24px',
    minHeight: '24px',
    color: 'inherit',
  },
  '.cm-textfield:focus-visible, .cm-button:focus-visible, [name=close]:focus-visible': {
    outline: 'none',
    boxShadow: 'var(--focus)',
  },
  '.cm-noted': {
    textDecorationLine: 'underline',
    textDecorationStyle: 'dotted',
    textDecorationColor: 'var(--sev2)',
    textDecorationThickness: '2px',
    textUnderlineOffset: '4px',
  },
  // The editor measures what stands between two lines without its margins.
  '.cm-note-row': { padding: '4px 16px 6px 0' },
  '.cm-note': {
    padding: '8px 12px',
    borderRadius: 'var(--r-2)',
    backgroundColor: 'var(--sev2-tint)',
    color: 'var(--text)',
    font: '400 var(--t-small)/18px var(--ui)',
    whiteSpace: 'normal',
  },
  '.cm-note b': { fontWeight: '600' },
  '.cm-note-keep': {
    minHeight: '24px',
    padding: '0',
    border: 'none',
    background: 'none',
    color: 'inherit',
    font: 'inherit',
    whiteSpace: 'nowrap',
  },
  '&.cm-focused .cm-fat-cursor': { background: 'var(--ink-line)', color: 'var(--text)' },
  '.cm-vim-panel': { font: '400 12px/24px var(--mono)', color: 'var(--text-2)' },
  '.cm-tooltip': {
    color: 'var(--text)',
    backgroundColor: 'var(--raised)',
    border: 'none',
    borderRadius: 'var(--r-3)',
    boxShadow: 'var(--shadow-pop)',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': {
    maxHeight: '240px',
    padding: '4px 0',
    font: '400 var(--t-ui)/24px var(--ui)',
    scrollbarWidth: 'thin',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': { padding: '0 12px', maxWidth: '480px' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]': {
    color: 'var(--text)',
    backgroundColor: 'var(--ink-tint)',
  },
  '.cm-completionDetail': { color: 'var(--text-3)', fontStyle: 'normal', fontSize: 'var(--t-small)' },
  '.cm-searchMatch': { backgroundColor: 'var(--mark)', color: 'var(--on-mark)' },
  '.cm-searchMatch *': { color: 'inherit' },
  '.cm-searchMatch-selected': { outline: '2px solid var(--ink)' },
  '.cm-collapsedLines': {
    padding: '4px 16px',
    background: 'var(--paper)',
    color: 'var(--text-2)',
    font: '400 var(--t-small)/var(--l-small) var(--ui)',
  },
  // Its letters are in none of the page's fonts.
  '.cm-collapsedLines:before, .cm-collapsedLines:after': { display: 'none' },
  '.cm-changedLine': { backgroundColor: 'var(--hover) !important' },
  '.cm-changedText': { background: 'var(--mark) !important', color: 'var(--on-mark)' },
});

/** The number that the content policy expects of a style that comes later; drawn anew each time the page is loaded. */
function nonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[name="style-nonce"]')?.nonce ?? '';
}

/** What every editor of the page has. */
export function ground(): Extension {
  return [
    // A `\r` that ends no line is a letter of the file, and stays.
    EditorState.lineSeparator.of('\n'),
    EditorView.cspNonce.of(nonce()),
    EditorView.lineWrapping,
    look,
  ];
}
