// @vitest-environment jsdom
import { beforeEach, describe, expect, it } from 'vitest';
import { Route } from './route.svelte';

beforeEach(() => history.replaceState(null, '', '#/'));

/** The history moves later, and says so. */
const moved = () => new Promise((resolve) => addEventListener('popstate', resolve, { once: true }));

describe('Route', () => {
  it('starts where the address says', () => {
    history.replaceState(null, '', '#/record/C-7K3Q2');
    expect(new Route().place).toEqual({ screen: 'record', handle: 'C-7K3Q2', at: null });
  });

  it('goes, writes the address, and remembers where from', () => {
    const route = new Route();
    route.go({ screen: 'commit', commit: 'a41f9c2', repo: null });
    expect(location.hash).toBe('#/commit/a41f9c2');
    expect(route.from).toEqual({ screen: 'home' });
  });

  it('does not make a step to where it is', () => {
    const route = new Route();
    const before = history.length;
    route.go({ screen: 'home' });
    expect(history.length).toBe(before);
  });

  it('comes back by the history', async () => {
    const route = new Route();
    const stop = route.start();
    route.go({ screen: 'record', handle: 'C-7K3Q2', at: null });
    route.go({ screen: 'commit', commit: 'a41f9c2', repo: null });
    const back = moved();
    route.back();
    await back;
    expect(route.place).toEqual({ screen: 'record', handle: 'C-7K3Q2', at: null });
    expect(route.from).toEqual({ screen: 'home' });
    stop();
  });

  it('comes home when there is nothing behind', () => {
    history.replaceState(null, '', '#/problems');
    const route = new Route();
    route.back();
    expect(route.place).toEqual({ screen: 'home' });
  });

  it('changes places without a step', async () => {
    const route = new Route();
    const stop = route.start();
    route.go({ screen: 'record', handle: 'C-00001', at: null });
    route.swap({ screen: 'record', handle: 'C-00002', at: null });
    expect(location.hash).toBe('#/record/C-00002');
    const back = moved();
    route.back();
    await back;
    expect(route.place).toEqual({ screen: 'home' });
    stop();
  });
});
