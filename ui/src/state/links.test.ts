import { describe, expect, it } from 'vitest';
import { address, readLink } from './links';

describe('readLink', () => {
  it('reads every kind that rendering writes', () => {
    expect(readLink('record:C-7K3Q2', '#/record/C-7K3Q2')).toEqual({
      to: 'record',
      handle: 'C-7K3Q2',
      at: null,
    });
    expect(readLink('record:C-7K3Q2', '#/record/C-7K3Q2?at=what%20happened')).toEqual({
      to: 'record',
      handle: 'C-7K3Q2',
      at: 'what happened',
    });
    expect(readLink('commit:a41f9c2', null)).toEqual({ to: 'commit', commit: 'a41f9c2' });
    expect(readLink('attachment:attachments/C-7K3Q2/a b:c.png', null)).toEqual({
      to: 'attachment',
      path: 'attachments/C-7K3Q2/a b:c.png',
    });
    expect(readLink('anchor:h-timeline', '#h-timeline')).toEqual({ to: 'anchor', id: 'h-timeline' });
    expect(readLink('external', 'https://example.com/')).toEqual({
      to: 'outside',
      url: 'https://example.com/',
    });
  });

  it.each([
    [null, 'https://example.com/'],
    ['', 'https://example.com/'],
    ['record:', '#/record/'],
    ['missing:nope', null],
    ['toString', '#'],
    ['external', null],
    ['external', 'javascript:alert(1)'],
    ['external', 'file:///etc/passwd'],
    ['external', 'vscode://file/x'],
    ['external', 'data:text/html,x'],
    ['external', '#/record/C-7K3Q2'],
  ])('takes nothing from data-link=%j href=%j', (link, href) => {
    expect(readLink(link, href)).toBeNull();
  });

  it('survives a broken anchor', () => {
    expect(readLink('record:C-7K3Q2', '#/record/C-7K3Q2?at=%E0%A4%A')).toMatchObject({ at: null });
  });
});

describe('address', () => {
  it('puts an address in pieces around its host', () => {
    expect(address('https://github.com:8443/acme/web?x=1#top')).toEqual({
      url: 'https://github.com:8443/acme/web?x=1#top',
      before: 'https://',
      host: 'github.com',
      after: ':8443/acme/web?x=1#top',
      disguised: false,
      plain: false,
      mail: false,
    });
  });

  it('shows the pieces whole: together they are what is followed', () => {
    for (const text of [
      'https://a.example/%2e%2e/x',
      'http://1.2.3.4/',
      'https://EXAMPLE.com',
      'mailto:a@example.com?subject=x',
    ]) {
      const parts = address(text);
      expect(parts && parts.before + parts.host + parts.after).toBe(parts?.url);
    }
  });

  it('names letters that pass for others by their plain form', () => {
    expect(address('https://аррӏе.com/')).toMatchObject({ host: 'xn--80ak6aa92e.com', disguised: true });
    expect(address('https://xn--80ak6aa92e.com/')).toMatchObject({ disguised: true });
  });

  it('says when an address is not encrypted', () => {
    expect(address('http://example.com/')).toMatchObject({ plain: true });
  });

  it.each([
    'javascript:alert(1)',
    'ftp://example.com',
    'https://',
    'example.com',
    '',
    'https://github.com@evil.example/',
    'file:///x',
    'tauri://localhost/',
  ])('refuses %j', (text) => expect(address(text)).toBeNull());
});
