/// <reference types="node" />
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const source = (path: string) => readFileSync(join(process.cwd(), path), 'utf8');

function declared(): string[] {
  const api = source('../crates/catchbook-app/src/api/mod.rs');
  const list = /\ncommands! \{([\s\S]*?)\n\}/.exec(api)?.[1] ?? '';
  return [...list.matchAll(/^\s+(\w+)\((\w+)\) -> (\w+),/gm)].map(([, name, request, answer]) =>
    [name, request, answer].join(' '),
  );
}

function ours(): string[] {
  const commands = source('src/ipc/commands.ts');
  return [...commands.matchAll(/^ {2}(\w+): \[api\.(\w+), api\.(\w+)\];/gm)].map(
    ([, name, request, answer]) => [name, request, answer].join(' '),
  );
}

describe('the list of commands', () => {
  it('is the one that the application declares', () => {
    expect(declared().length).toBeGreaterThan(15);
    expect(ours()).toEqual(declared());
  });
});
