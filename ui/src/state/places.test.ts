import { describe, expect, it } from 'vitest';
import { formatPlace, parsePlace, type Place } from './places';

const PLACES: Place[] = [
  { screen: 'home' },
  { screen: 'library' },
  { screen: 'problems' },
  { screen: 'record', handle: 'C-7K3Q2', at: null },
  { screen: 'record', handle: '2026-06-04 höhe/über?#&', at: 'what happened' },
  { screen: 'commit', commit: 'a41f9c2', repo: null },
  { screen: 'commit', commit: 'a41f9c2', repo: 'storefront web' },
];

describe('places', () => {
  it.each(PLACES)('come back from the address as they were: %j', (place) => {
    expect(parsePlace(formatPlace(place))).toEqual(place);
  });

  it('are those of the links that rendering writes', () => {
    expect(parsePlace('#/record/C-7K3Q2?at=guarded-code')).toEqual({
      screen: 'record',
      handle: 'C-7K3Q2',
      at: 'guarded-code',
    });
    expect(parsePlace('#/commit/a41f9c2')).toEqual({ screen: 'commit', commit: 'a41f9c2', repo: null });
  });

  it.each(['', '#', '#/', '#/nowhere', '#/record', '#/record/', '#/commit/?repo=x'])(
    'lead home from %j',
    (hash) => {
      expect(parsePlace(hash)).toEqual({ screen: 'home' });
    },
  );

  it('survive broken escapes', () => {
    expect(parsePlace('#/record/100%')).toEqual({ screen: 'record', handle: '100%', at: null });
  });
});
