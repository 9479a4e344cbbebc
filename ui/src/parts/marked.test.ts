// @vitest-environment jsdom
import { expect, it } from 'vitest';
import { marked } from './marked';

it('writes what matched as marks and everything as text', () => {
  const element = document.createElement('span');
  marked([
    { text: 'a <b>', mark: false },
    { text: '<i>', mark: true },
  ])(element);
  expect(element.innerHTML).toBe('a &lt;b&gt;<mark>&lt;i&gt;</mark>');
});

it('leaves alone what is there already, and nothing else', () => {
  const element = document.createElement('span');
  marked([{ text: 'retry', mark: true }])(element);
  const before = element.firstChild;
  marked([{ text: 'retry', mark: true }])(element);
  expect(element.firstChild).toBe(before);
  marked([{ text: 'retry', mark: false }])(element);
  expect(element.innerHTML).toBe('retry');
  marked([])(element);
  expect(element.innerHTML).toBe('');
});
