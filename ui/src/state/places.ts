/** What the window can show, and how each place is written in the address. */
export type Place =
  | { screen: 'home' }
  | { screen: 'library' }
  | { screen: 'record'; handle: string; at: string | null }
  | { screen: 'commit'; commit: string; repo: string | null }
  | { screen: 'write'; handle: string }
  | { screen: 'earlier'; handle: string }
  | { screen: 'problems' };

export type Screen = Place['screen'];

/** Anything that cannot be read leads home. */
export function parsePlace(hash: string): Place {
  const [path = '', search = ''] = hash.replace(/^#/, '').split('?', 2);
  const [screen, name] = path.split('/').filter(Boolean).map(decoded);
  const words = new URLSearchParams(search);
  if (screen === 'record' && name) return { screen, handle: name, at: words.get('at') };
  if (screen === 'commit' && name) return { screen, commit: name, repo: words.get('repo') };
  if ((screen === 'write' || screen === 'earlier') && name) return { screen, handle: name };
  if (screen === 'library' || screen === 'problems') return { screen };
  return { screen: 'home' };
}

export function formatPlace(place: Place): string {
  switch (place.screen) {
    case 'home':
      return '#/';
    case 'library':
      return '#/library';
    case 'problems':
      return '#/problems';
    case 'record':
      return `#/record/${encodeURIComponent(place.handle)}${query('at', place.at)}`;
    case 'write':
      return `#/write/${encodeURIComponent(place.handle)}`;
    case 'earlier':
      return `#/earlier/${encodeURIComponent(place.handle)}`;
    case 'commit':
      return `#/commit/${encodeURIComponent(place.commit)}${query('repo', place.repo)}`;
  }
}

function query(key: string, value: string | null): string {
  return value === null ? '' : `?${key}=${encodeURIComponent(value)}`;
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
