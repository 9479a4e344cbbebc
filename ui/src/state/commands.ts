import type { LinkTo } from '../ipc';
import { WRITABLE } from './begin.svelte';
import type { Desk } from './desk.svelte';
import type { Deed } from './keymap';
import { EXPORTS } from './exports';
import { KEYMAP } from './keymap';
import { counted, elapsed, sentence } from './format';
import type { Tied } from './tie.svelte';

export interface Command {
  id: string;
  label: string;
  /** Other words a person may look for it by. */
  also?: string;
  key?: string;
  icon:
    | 'search'
    | 'folder'
    | 'theme'
    | 'keys'
    | 'file'
    | 'link'
    | 'edit'
    | 'delete'
    | 'problems'
    | 'rebuild'
    | 'image'
    | 'export'
    | 'log'
    | 'saved';
  run: () => void;
  /** The same command begun with what was typed into the palette. */
  about?: (words: string) => Omit<Command, 'about'>;
}

function keyOf(deed: Deed): string | undefined {
  return KEYMAP.find((binding) => binding.deed === deed)?.keys[0];
}

/** What can be done from where the window is now. */
export function commandsOf(desk: Desk): Command[] {
  const vault = desk.book.vault ? [...recordCommands(desk), ...vaultCommands(desk)] : [];
  return [...vault, ...windowCommands(desk)];
}

function recordCommands(desk: Desk): Command[] {
  const { place } = desk.route;
  if (place.screen === 'write') {
    return [
      ...timelineCommands(desk),
      ...tieCommands(desk, place.handle, desk.draft?.form.editable ? desk.draft.form : null),
      earlierStates(desk, place.handle, 'this record'),
    ];
  }
  const handle =
    place.screen === 'record'
      ? place.handle
      : place.screen === 'library'
        ? desk.search.row?.handle
        : place.screen === 'home'
          ? desk.home.row?.handle
          : undefined;
  if (handle === undefined) return [];
  const { deeds } = desk;
  const it = place.screen === 'record' ? 'this record' : handle;
  return [
    command('edit', `Edit ${it}`, 'edit', () => deeds.edit(handle), { key: keyOf('edit') }),
    command('edit-outside', `Open ${it} in your own editor`, 'edit', () => void deeds.editOutside(handle), {
      also: 'edit outside program',
    }),
    earlierStates(desk, handle, it),
    command('copy-link', `Copy a link to ${it}`, 'link', () => void deeds.copyLink(handle), {
      key: keyOf('copy-link'),
    }),
    command(
      'copy-pull-request',
      `Copy ${it} for a pull request`,
      'export',
      () => void deeds.copyForPullRequest(handle),
      { key: keyOf('copy-pull-request'), also: 'markdown review pr' },
    ),
    ...EXPORTS.map(({ id, label, kind, open }) =>
      command(
        `export-${id}`,
        `Export ${it} as ${label}`,
        'export',
        () => void deeds.exportAs(handle, kind, open),
        {
          also: 'save file print share public',
        },
      ),
    ),
    command('show-file', `Show the file of ${it}`, 'file', () => void deeds.showFile(handle, 'file-manager')),
    ...(place.screen === 'record' ? tieCommands(desk, handle) : []),
    command('delete', `Delete ${it}`, 'delete', () => void deeds.remove(handle), { also: 'trash remove' }),
  ];
}

function timelineCommands({ draft, timeline, keys, toasts }: Desk): Command[] {
  if (!draft || draft.readOnly) return [];
  const sort = async (): Promise<void> => {
    const refused = await timeline.sort();
    if (refused) toasts.fail(sentence(refused));
  };
  return [
    command('time-now', 'Insert the time now, in UTC', 'edit', () => void keys.do('now'), {
      key: keyOf('now'),
    }),
    command('sort-timeline', 'Sort the timeline', 'edit', () => void sort(), { also: 'order entries' }),
    command('chat', 'Add timeline entries from a chat', 'edit', () => timeline.show(), {
      also: 'slack paste export',
    }),
  ];
}

function tieCommands({ tie }: Desk, handle: string, text: Tied | null = null): Command[] {
  const offer = (id: string, label: string, to: LinkTo, also: string): Command =>
    command(id, label, 'link', () => tie.show(handle, to, text), { also });
  return [
    offer('tie-introduced', 'Link the change that introduced it', 'introduced', 'chain commit cause'),
    offer('tie-fixed', 'Link the change that fixed it', 'fixed', 'chain commit'),
    offer('tie-catch', 'Link the catch that ended it', 'caught-by', 'chain'),
    offer('tie-incident', 'Link the incident that it ended', 'incident', 'chain'),
  ];
}

function earlierStates(desk: Desk, handle: string, it: string): Command {
  return command('earlier', `Earlier states of ${it}`, 'file', () => desk.openEarlier(handle), {
    also: 'snapshots history versions restore undo',
  });
}

function vaultCommands(desk: Desk): Command[] {
  const { book } = desk;
  const images = book.vault?.images_allowed ?? false;
  const problems = book.vault?.problem_files ?? 0;
  return [
    {
      ...command('log-catch', 'Log a catch', 'log', () => desk.logCatch(), {
        key: keyOf('log-catch'),
        also: 'new write bug found',
      }),
      about: (words) =>
        command('log-catch-about', `Log a catch about “${words}”`, 'log', () => desk.logCatch(words)),
    },
    command('log-model-error', 'Log a model error', 'log', () => desk.logModelError(), {
      key: keyOf('log-model-error'),
      also: 'new write agent wrong',
    }),
    command('begin', 'Write a retrospective', 'edit', () => desk.beginRecord(), {
      key: keyOf('begin'),
      also: 'new incident postmortem',
    }),
    ...WRITABLE.filter(({ kind }) => kind !== 'incident').map(({ kind, label }) =>
      command(`begin-${kind}`, `Write a ${label.toLowerCase()}`, 'edit', () => desk.beginRecord(kind), {
        also: 'new record',
      }),
    ),
    command('home', 'Go home', 'search', () => desk.route.go({ screen: 'home' }), {
      key: keyOf('tab-home'),
      also: 'today due stale drafts',
    }),
    command('library', 'Go to the library', 'search', () => desk.route.go({ screen: 'library' }), {
      key: keyOf('tab-library'),
    }),
    command(
      'problems',
      problems > 0 ? `Show ${counted(problems, 'file')} with problems` : 'Show files with problems',
      'problems',
      () => desk.route.go({ screen: 'problems' }),
      { also: 'lint errors broken' },
    ),
    ...searchCommands(desk),
    command('close-vault', 'Open another folder', 'folder', () => void book.close(), {
      also: 'vault close switch recent make',
    }),
    command('rebuild', 'Rebuild the index', 'rebuild', () => void rebuild(desk), { also: 'reindex search' }),
    images
      ? command(
          'images',
          'Stop loading remote images in this vault',
          'image',
          () => void book.allowImages(false),
        )
      : command('images', 'Load remote images in this vault', 'image', () => void book.allowImages(true)),
  ];
}

/** What can be done with the search in the query bar, and with the saved one that it is or was. */
function searchCommands({ route, saved, search, searched }: Desk): Command[] {
  if (route.place.screen !== 'library') return searched.queries.length > 0 ? [forget(searched)] : [];
  const { current, changed } = saved;
  const one = current ?? changed;
  const commands: Command[] = [];
  if (search.query !== '' && !current)
    commands.push(
      command('save-search', 'Save this search', 'saved', () => saved.begin(), { key: keyOf('save-search') }),
    );
  if (changed)
    commands.push(
      command(
        'update-search',
        `Update the saved search “${changed.name}”`,
        'saved',
        () => void saved.update(),
      ),
    );
  if (one)
    commands.push(
      command('rename-search', `Rename the saved search “${one.name}”`, 'saved', () => saved.rename(one)),
      command(
        'delete-search',
        `Delete the saved search “${one.name}”`,
        'delete',
        () => void saved.remove(one),
        {
          also: 'trash remove',
        },
      ),
    );
  if (searched.queries.length > 0) commands.push(forget(searched));
  return commands;
}

function forget(searched: Desk['searched']): Command {
  return command('forget-searches', 'Forget searches', 'delete', () => void searched.forget(), {
    also: 'history clear recent',
  });
}

async function rebuild({ book, toasts }: Desk): Promise<void> {
  const rebuilt = await book.rebuild();
  if (rebuilt) toasts.say(`Read ${counted(rebuilt.records, 'record')} in ${elapsed(rebuilt.elapsed_ms)}`);
}

function windowCommands(desk: Desk): Command[] {
  const { book } = desk;
  const { single_keys: single, vim_keys: vim } = book.preferences;
  return [
    command('theme-light', 'Light theme', 'theme', () => void book.setTheme('light'), {
      also: 'appearance colour',
    }),
    command('theme-dark', 'Dark theme', 'theme', () => void book.setTheme('dark'), {
      also: 'appearance colour night',
    }),
    command('theme-system', 'Theme as the system has it', 'theme', () => void book.setTheme('system'), {
      also: 'appearance',
    }),
    command('all-keys', 'All keys', 'keys', () => (desk.allKeys = true), {
      key: keyOf('all-keys'),
      also: 'shortcuts help',
    }),
    command(
      'single-keys',
      single ? 'Switch keys of one letter off' : 'Switch keys of one letter on',
      'keys',
      () => void book.setSingleKeys(!single),
      { also: 'shortcuts' },
    ),
    command(
      'vim-keys',
      vim ? 'Switch Vim keys in the editor off' : 'Switch Vim keys in the editor on',
      'keys',
      () => void book.setVimKeys(!vim),
      { also: 'vi modal preferences' },
    ),
  ];
}

function command(
  id: string,
  label: string,
  icon: Command['icon'],
  run: () => void,
  more: { key?: string | undefined; also?: string } = {},
): Command {
  return {
    id,
    label,
    icon,
    run,
    ...(more.key ? { key: more.key } : {}),
    ...(more.also ? { also: more.also } : {}),
  };
}
