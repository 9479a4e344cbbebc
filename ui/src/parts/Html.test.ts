// @vitest-environment jsdom
import { mount, tick, unmount } from 'svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DESK, Desk } from '../state/desk.svelte';
import { quickHost } from '../state/fixtures';
import Html from './Html.svelte';

let desk: Desk;
let shown: ReturnType<typeof mount>;

async function show(html: string): Promise<void> {
  shown = mount(Html, { target: document.body, props: { html }, context: new Map([[DESK, desk]]) });
  await tick();
}

function click(selector: string, type = 'click'): MouseEvent {
  const event = new MouseEvent(type, { bubbles: true, cancelable: true });
  document.querySelector(selector)?.dispatchEvent(event);
  return event;
}

beforeEach(() => {
  vi.stubGlobal('matchMedia', () => ({ matches: false }));
  history.replaceState(null, '', '#/');
  document.body.innerHTML = '';
  desk = new Desk(quickHost({}));
});
afterEach(() => {
  void unmount(shown);
  vi.unstubAllGlobals();
});

describe('links in rendered text', () => {
  it('open a record inside the window', async () => {
    await show('<p>See <a href="#/record/C-9B2X1" data-link="record:C-9B2X1"><code>it</code></a></p>');
    expect(click('code').defaultPrevented).toBe(true);
    expect(desk.route.place).toEqual({ screen: 'record', handle: 'C-9B2X1', at: null });
  });

  it('lead outside only through the question', async () => {
    await show('<a href="https://example.com/x" data-link="external">x</a>');
    expect(click('a').defaultPrevented).toBe(true);
    expect(desk.outside.asking?.url).toBe('https://example.com/x');
  });

  it('are never followed by the page, whatever they say and with any button', async () => {
    await show('<a href="https://evil.example/">no words for it</a>');
    expect(click('a').defaultPrevented).toBe(true);
    expect(click('a', 'auxclick').defaultPrevented).toBe(true);
    expect(desk.outside.asking).toBeNull();
    expect(desk.route.place).toEqual({ screen: 'home' });
  });

  it('do not break inside a name', async () => {
    await show(
      '<a data-link="record:C-9B2X1" href="#">C-9B2X1</a> <a data-link="record:x" href="#">a whole sentence</a>',
    );
    expect([...document.querySelectorAll('a')].map((link) => link.className)).toEqual(['nowrap', '']);
  });
});
