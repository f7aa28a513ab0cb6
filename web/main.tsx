import './styles/fonts.css';
import './styles/tokens.css';
import './styles/base.css';
import './styles/shell.css';
import './styles/map.css';
import './styles/panel.css';
import './styles/sheet.css';
import './styles/forms.css';
import './styles/geocoding.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { I18nextProvider } from 'react-i18next';
import { preferredLanguage, startTranslator } from './i18n.ts';
import { Root } from './Root.tsx';
import { Broken } from './shell/Broken.tsx';
import { ViewProvider } from './view/ViewProvider.tsx';
import { parseView } from './view/view.ts';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');

const translator = startTranslator(parseView(window.location.search).language ?? preferredLanguage());

createRoot(root).render(
  <StrictMode>
    <I18nextProvider i18n={translator}>
      <Broken>
        <ViewProvider>
          <Root />
        </ViewProvider>
      </Broken>
    </I18nextProvider>
  </StrictMode>,
);
