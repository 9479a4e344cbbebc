import '@fontsource-variable/inter/opsz.css';
import '@fontsource-variable/jetbrains-mono/index.css';
import '@fontsource-variable/source-serif-4/opsz-italic.css';
import '@fontsource-variable/source-serif-4/opsz.css';
import './styles/tokens.css';
import './styles/base.css';
import './styles/controls.css';
import './styles/marks.css';
import './styles/lists.css';
import './styles/prose.css';
import './styles/page.css';

import { mount } from 'svelte';
import App from './App.svelte';
import { paint, shownTheme, systemIsDark } from './state/theme';

// The first frame has the system's colours; the person's own choice follows with the first answer.
paint(shownTheme('system', systemIsDark()));
const target = document.getElementById('app');
if (target) mount(App, { target });
