import { describe, expect, it } from 'vitest';
import type { MomentView } from '../ipc';
import { count, counted, elapsed, longMoment, sharedZone, shortMoment, wikilink, words } from './format';

const moment = (more: Partial<MomentView> = {}): MomentView => ({
  text: '2026-06-02T14:12Z',
  date: '2 Jun 2026',
  weekday: 'Tue',
  time: '14:12',
  zone: 'UTC',
  millis: 0,
  ...more,
});

describe('numbers', () => {
  it('are grouped and counted in words', () => {
    expect(count(100_000)).toBe('100,000');
    expect(counted(1, 'record')).toBe('1 record');
    expect(counted(0, 'record')).toBe('0 records');
    expect(counted(2, 'min', 'min')).toBe('2 min');
  });

  it('of time are as exact as anyone needs', () => {
    expect(elapsed(0.4)).toBe('under 1 ms');
    expect(elapsed(6.2)).toBe('6 ms');
    expect(elapsed(1_240)).toBe('1.2 s');
  });
});

describe('moments', () => {
  it('show what is known', () => {
    expect(longMoment(moment())).toBe('Tue 2 Jun 2026, 14:12');
    expect(longMoment(moment({ time: null }))).toBe('Tue 2 Jun 2026');
    expect(shortMoment(moment())).toBe('2 Jun, 14:12');
    expect(shortMoment(moment({ time: null }))).toBe('2 Jun');
  });

  it('share a zone or do not', () => {
    expect(sharedZone([moment(), moment()])).toBe('UTC');
    expect(sharedZone([moment(), moment({ zone: '+02:00' })])).toBeNull();
    expect(sharedZone([moment(), moment({ time: null, zone: null })])).toBe('UTC');
    expect(sharedZone([])).toBeNull();
  });
});

describe('words', () => {
  it('come out of slugs and handles', () => {
    expect(words('did-not-run')).toBe('Did not run');
    expect(words('')).toBe('');
    expect(wikilink('C-7K3Q2')).toBe('[[C-7K3Q2]]');
  });
});
