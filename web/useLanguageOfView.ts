import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { preferredLanguage } from './catalogues.ts';
import { speak } from './i18n.ts';
import { remember } from './remembered.ts';
import { useView } from './view/ViewProvider.tsx';

/**
 * The link's language, else the reader's; the document says which.
 *
 * @param pageTitle named before the product in the window's title.
 */
export function useLanguageOfView(pageTitle?: string): void {
  const { i18n, t } = useTranslation();
  const { view } = useView();
  const [preferred] = useState(preferredLanguage);
  const language = view.language ?? preferred;
  useEffect(() => {
    // A link speaks for the pages that one goes on to as well; the next visit begins with the reader's own again.
    if (view.language) remember('language', view.language, 'sessionStorage');
  }, [view.language]);
  useEffect(() => {
    if (i18n.language !== language) void speak(i18n, language);
    document.documentElement.lang = language === 'es' ? 'es-MX' : language;
  }, [i18n, language]);
  const title = t('app.title');
  useEffect(() => {
    document.title = pageTitle ? `${pageTitle} · ${title}` : title;
  }, [pageTitle, title]);
}
