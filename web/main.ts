import './styles/fonts.css';
import './styles/tokens.css';
import './styles/base.css';
import './styles/shell.css';
import './styles/header.css';
import './styles/map.css';
import './styles/panel.css';
import './styles/sheet.css';
import './styles/forms.css';
import './styles/geocoding.css';
import './styles/print.css';
import { cataloguesOf, preferredLanguage } from './catalogues.ts';
import { askFirst } from './first.ts';
import { parseView } from './view/view.ts';

// Small, so that it runs at once: the server's answers, the texts and the page come side by side.
void askFirst(window.location);
const language = parseView(window.location.search).language ?? preferredLanguage();
void cataloguesOf(language);
void import('./start.tsx').then(({ start }) => start(language));

// Only the built page: in development every file changes.
if (import.meta.env.PROD && 'serviceWorker' in navigator) {
  window.addEventListener('load', () => {
    // Refused, as in a private window: then the page needs its network.
    navigator.serviceWorker.register('/service-worker.js').catch(() => {});
  });
}
