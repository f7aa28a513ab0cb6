import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { I18nextProvider } from 'react-i18next';
import { startTranslator } from './i18n.ts';
import { Root } from './Root.tsx';
import { Broken } from './shell/Broken.tsx';
import { ViewProvider } from './view/ViewProvider.tsx';
import type { Language } from './view/view.ts';

/** Draws the page, once it can speak. */
export async function start(language: Language): Promise<void> {
  const root = document.getElementById('root');
  if (!root) throw new Error('index.html has no #root');
  const translator = await startTranslator(language);
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
}
