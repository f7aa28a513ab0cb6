import { AccountMenu } from '../access/AccountMenu.tsx';
import { useWords } from '../format.ts';
import type { Theme } from '../theme.ts';
import { Nav } from './Nav.tsx';
import { LanguageButton, ThemeButton } from './Tastes.tsx';

interface Props {
  asOf: string | null;
  theme: Theme;
  onTheme: () => void;
}

/** Name, the day up to which everything is shown, language and theme. */
export function Header({ asOf, theme, onTheme }: Props) {
  const { t, date } = useWords();
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
        {t('app.name')}
      </h1>
      <p className="tagline">{t('app.tagline')}</p>
      <Nav />
      {asOf && (
        <p className="as-of" title={t('header.asOfNote')}>
          {t('header.asOf', { date: date(asOf) })}
        </p>
      )}
      <div className="tastes">
        <LanguageButton />
        <ThemeButton theme={theme} onTheme={onTheme} />
      </div>
      <AccountMenu>
        <LanguageButton />
        <ThemeButton theme={theme} onTheme={onTheme} words />
      </AccountMenu>
    </header>
  );
}
