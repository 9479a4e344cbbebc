import type { Theme } from '../ipc';

export type Shown = 'light' | 'dark';

export function shownTheme(theme: Theme, systemIsDark: boolean): Shown {
  if (theme === 'system') return systemIsDark ? 'dark' : 'light';
  return theme;
}

export function other(shown: Shown): Shown {
  return shown === 'dark' ? 'light' : 'dark';
}

const dark = (): MediaQueryList => matchMedia('(prefers-color-scheme: dark)');

export function systemIsDark(): boolean {
  return dark().matches;
}

/** Returns what stops the listening. */
export function onSystemTheme(changed: (isDark: boolean) => void): () => void {
  const query = dark();
  const listener = (event: MediaQueryListEvent): void => changed(event.matches);
  query.addEventListener('change', listener);
  return () => query.removeEventListener('change', listener);
}

export function paint(shown: Shown): void {
  document.documentElement.dataset['theme'] = shown;
}
