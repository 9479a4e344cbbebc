import { describe, expect, it } from 'vitest';
import { HeldHost, settled } from './fixtures';
import { Suggesting } from './suggesting.svelte';

const KNOWN = new Map([['service', new Map([['checkout', '7']])]]);
const options = (...values: string[]) => ({
  options: values.map((insert) => ({ insert, label: insert, detail: null })),
});

function bar() {
  const host = new HeldHost();
  const suggesting = new Suggesting(host);
  const labels = () => suggesting.completion?.suggestions.map(({ label }) => label) ?? [];
  const seen = () => suggesting.seen?.suggestions.map(({ label }) => label) ?? [];
  const type = (text: string, listed: Promise<unknown> = Promise.resolve()) => {
    void suggesting.suggest(text, text.length, KNOWN, listed);
    return settled();
  };
  return { host, suggesting, labels, seen, type };
}

describe('suggesting', () => {
  it('offers what the page knows at once, and then what the vault knows', async () => {
    const { host, labels, type } = bar();
    await type('blank -service:chat,ch');
    expect(labels()).toEqual(['checkout']);
    expect(host.asked[0]?.request).toEqual({ what: 'query-value', field: 'service', typed: 'ch' });
    await host.answer(0, options('checkout', 'chrome'));
    expect(labels()).toEqual(['checkout', 'chrome']);
  });

  it('leaves the vault and the display to the list until that is drawn', async () => {
    const { host, labels, seen, type } = bar();
    let list: () => void = () => undefined;
    const listed = new Promise<void>((resolve) => (list = resolve));
    await type('service:ch', listed);
    expect(labels()).toEqual(['checkout']);
    expect(seen()).toEqual([]);
    expect(host.asked).toEqual([]);
    await type('service:che', listed);
    list();
    await settled();
    expect(seen()).toEqual(['checkout']);
    expect(host.asked.map(({ request }) => request)).toEqual([
      { what: 'query-value', field: 'service', typed: 'che' },
    ]);
  });

  it('is seen at once where a key asks for a line of it, and gone at once when it is closed', async () => {
    const { suggesting, seen, type } = bar();
    let list: () => void = () => undefined;
    await type('sta', new Promise<void>((resolve) => (list = resolve)));
    suggesting.move(1);
    expect(seen()).toEqual(['status:']);
    expect(suggesting.seen?.chosen).toBe(0);
    suggesting.close();
    list();
    await settled();
    expect(seen()).toEqual([]);
  });

  it('is gone at once where nothing fits any more', async () => {
    const { seen, type } = bar();
    await type('sta');
    expect(seen()).toEqual(['status:']);
    await type('star', new Promise(() => undefined));
    expect(seen()).toEqual([]);
  });

  it('drops an answer to letters that are typed over by now', async () => {
    const { host, labels, type } = bar();
    await type('tag:r');
    await type('tag:ra');
    await host.answer(1, options('race'));
    await host.answer(0, options('retry'));
    expect(labels()).toEqual(['race']);
    await type('tag:ra ');
    expect(labels()).toEqual([]);
  });

  it('keeps the line that a person chose when more arrive', async () => {
    const { host, suggesting, type } = bar();
    await type('tag:r');
    await host.answer(0, options('race', 'retry'));
    suggesting.move(1);
    await type('tag:re');
    await host.answer(1, options('remote', 'retry'));
    expect(suggesting.chosen).toBe(0);
    await type('tag:nothing');
    await host.answer(2, options('note-of-something'));
    expect(suggesting.chosen).toBe(-1);
  });

  it('asks nothing where the key is no field', async () => {
    const { host, type } = bar();
    await type('servce:ch');
    await type('std::me');
    expect(host.asked).toEqual([]);
  });

  it('offers earlier queries when asked, and none when there are none', () => {
    const { suggesting, labels } = bar();
    expect(suggesting.offerPast([])).toBe(false);
    expect(suggesting.offerPast(['redirect', 'blank'])).toBe(true);
    expect(labels()).toEqual(['redirect', 'blank']);
    suggesting.move(-1);
    expect(suggesting.chosen).toBe(1);
  });
});
