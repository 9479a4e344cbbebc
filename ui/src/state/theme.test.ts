// @vitest-environment jsdom
import { expect, it } from 'vitest';
import { other, paint, shownTheme } from './theme';

it('follows the system only when asked to', () => {
  expect(shownTheme('system', true)).toBe('dark');
  expect(shownTheme('system', false)).toBe('light');
  expect(shownTheme('light', true)).toBe('light');
  expect(shownTheme('dark', false)).toBe('dark');
});

it('turns to the other one', () => {
  expect(other('dark')).toBe('light');
  expect(other('light')).toBe('dark');
});

it('stands on the root of the page', () => {
  paint('dark');
  expect(document.documentElement.dataset['theme']).toBe('dark');
});
