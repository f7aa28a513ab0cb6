import { useWords } from '../format.ts';
import { remember } from '../remembered.ts';
import type { Theme } from '../theme.ts';
import { useView } from '../view/ViewProvider.tsx';

/** The button that changes the language of the page. */
export function LanguageButton() {
  const { t, language } = useWords();
  const { change } = useView();
  const other = language === 'es' ? 'en' : 'es';
  return (
    <button
      type="button"
      lang={other}
      onClick={() => {
        remember('language', other);
        change({ language: other }, 'replace');
      }}
    >
      {t('header.otherLanguage')}
    </button>
  );
}

/**
 * The button between light and dark.
 *
 * @param words in a menu it says what it does; in the header it is a symbol with that name.
 */
export function ThemeButton({
  theme,
  onTheme,
  words = false,
}: {
  theme: Theme;
  onTheme: () => void;
  words?: boolean;
}) {
  const { t } = useWords();
  const name = t(theme === 'light' ? 'header.toDark' : 'header.toLight');
  if (words) {
    return (
      <button type="button" onClick={onTheme}>
        {name}
      </button>
    );
  }
  return (
    <button type="button" className="icon" aria-label={name} title={name} onClick={onTheme}>
      <svg width="18" height="18" viewBox="0 0 18 18" aria-hidden="true">
        <circle cx="9" cy="9" r="6.5" fill="none" stroke="currentColor" strokeWidth="1.6" />
        <path d="M9 2.5a6.5 6.5 0 0 1 0 13z" fill="currentColor" />
      </svg>
    </button>
  );
}
