import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

/** Forbids imports that would turn a layer upside down. */
const forbid = (files, ...patterns) => ({
  files,
  rules: { 'no-restricted-imports': ['error', { patterns }] },
});
const host = {
  group: ['@tauri-apps/*'],
  message: 'Only src/ipc knows the host.',
};

export default ts.config(
  { ignores: ['dist/', 'node_modules/', 'src/ipc/bindings.ts'] },
  js.configs.recommended,
  ...ts.configs.strict,
  ...svelte.configs.recommended,
  { languageOptions: { globals: { ...globals.browser } } },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser, svelteConfig } },
  },
  {
    rules: {
      'no-console': 'error',
      'no-undef': 'off',
      'max-lines': ['error', { max: 300 }],
      'svelte/no-at-html-tags': 'error',
      // The content policy blocks a style attribute and an injected style element; `style:` goes through the CSSOM.
      'no-restricted-syntax': [
        'error',
        { selector: 'SvelteAttribute[key.name="style"]', message: 'Use a class, or style:name={value}.' },
        {
          selector: 'SvelteDirective[kind=/Transition|Animation/]',
          message: 'Transitions inject a style element.',
        },
      ],
      'svelte/button-has-type': 'error',
      'svelte/no-target-blank': 'error',
    },
  },
  forbid(['src/App.svelte', 'src/main.ts', 'src/views/**', 'src/parts/**'], host),
  forbid(['src/state/**'], host, {
    group: ['**/views/*', '**/parts/*', '**/kit/*'],
    message: 'State never renders.',
  }),
  forbid(['src/kit/**'], host, {
    group: ['**/parts/*', '**/views/*', '**/state/*'],
    message: 'The kit knows nothing of records.',
  }),
  { files: ['*.config.js', '*.config.ts'], languageOptions: { globals: globals.node } },
);
