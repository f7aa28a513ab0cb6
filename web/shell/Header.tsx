import { AccountMenu } from '../access/AccountMenu.tsx';
import { useWords } from '../format.ts';
import { remember } from '../remembered.ts';
import type { Theme } from '../theme.ts';
import { useView } from '../view/ViewProvider.tsx';
import { Nav } from './Nav.tsx';

interface Props {
  asOf: string | null;
  theme: Theme;
  onTheme: () => void;
}

/** Name, the day up to which everything is shown, language and theme. */
export function Header({ asOf, theme, onTheme }: Props) {
  const { t, language, date } = useWords();
  const { change } = useView();
  const other = language === 'es' ? 'en' : 'es';
  return (
    <header className="header">
      <h1>
        <svg width="22" height="22" viewBox="0 0 32 32" aria-hidden="true">
          <path d="M16 2 28 9v14l-12 7L4 23V9z" fill="currentColor" />
          <path
            d="M9 11l7 12 7-12"
            fill="none"
            className="logo-line"
            strokeWidth="3"
            strokeLinecap="round"
            strokeLinejoin="round"
          />
        </svg>
        <span className="app-name">{t('app.name')}</span>
      </h1>
      <p className="tagline">{t('app.tagline')}</p>
      <Nav />
      {asOf && (
        <p className="as-of" title={t('header.asOfNote')}>
          {t('header.asOf', { date: date(asOf) })}
        </p>
      )}
      <button
        type="button"
        lang={other}
        onClick={() => {
          remember('language', other);
          change({ language: other }, 'replace');
        }}
      >
        <span className="wide-only">{t('header.otherLanguage')}</span>
        <span className="narrow-only" aria-hidden="true">
          {other.toUpperCase()}
        </span>
      </button>
      <AccountMenu />
      <button
        type="button"
        className="icon"
        aria-label={t(theme === 'light' ? 'header.toDark' : 'header.toLight')}
        title={t(theme === 'light' ? 'header.toDark' : 'header.toLight')}
        onClick={onTheme}
      >
        <svg width="18" height="18" viewBox="0 0 18 18" aria-hidden="true">
          <circle cx="9" cy="9" r="6.5" fill="none" stroke="currentColor" strokeWidth="1.6" />
          <path d="M9 2.5a6.5 6.5 0 0 1 0 13z" fill="currentColor" />
        </svg>
      </button>
    </header>
  );
}
