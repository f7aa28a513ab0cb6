import { useCallback, useState } from 'react';
import { landingPage, pathOf } from '../../domain/pages.ts';
import { AccountMenu } from '../access/AccountMenu.tsx';
import { useWords } from '../format.ts';
import { HelpMenu } from '../help/HelpMenu.tsx';
import { PlaceFinder } from '../search/PlaceFinder.tsx';
import { useSession } from '../session.ts';
import type { Theme } from '../theme.ts';
import { useAddress } from '../view/address.ts';
import { carriedTo } from '../view/carried.ts';
import { ShareMenu } from '../views/ShareMenu.tsx';
import { Nav } from './Nav.tsx';
import { SubNav } from './SubNav.tsx';
import { LanguageButton, ThemeButton } from './Tastes.tsx';

/** From so many days on it is said that the data don't reach today. */
const STALE_DAYS = 14;

interface Props {
  asOf: string | null;
  theme: Theme;
  onTheme: () => void;
  /** The page has the search of places beside its map. */
  hasOwnSearch?: boolean;
}

/** Name, places, the day up to which everything is shown, share, help, language, theme; under it the place's pages. */
export function Header({ asOf, theme, onTheme, hasOwnSearch = false }: Props) {
  const { t } = useWords();
  const { me, may } = useSession();
  const [isFinding, setFinding] = useState(false);
  const find = useCallback(() => setFinding(true), []);
  const hasFinder = !hasOwnSearch && me !== null && may('map.read');
  const address = useAddress();
  const path = window.location.pathname;
  return (
    <div className="top">
      <header className="header">
        <h1>
          <a href={me === null ? '/' : carriedTo(pathOf(landingPage(me.roles)), { path, address })}>
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
          </a>
        </h1>
        {me === null && <p className="tagline">{t('app.tagline')}</p>}
        <Nav onFind={hasFinder ? find : null} />
        {asOf && <AsOf day={asOf} />}
        {hasFinder && <PlaceFinder isOpen={isFinding} onOpen={find} onClose={() => setFinding(false)} />}
        {me !== null && <ShareMenu />}
        {me !== null && <HelpMenu />}
        <div className="tastes">
          <LanguageButton />
          <ThemeButton theme={theme} onTheme={onTheme} />
        </div>
        <AccountMenu>
          <LanguageButton />
          <ThemeButton theme={theme} onTheme={onTheme} words />
        </AccountMenu>
      </header>
      <SubNav />
    </div>
  );
}

/** Stands in a sentence for the day, so that a phone can show the day alone. */
const DAY = '\u0001';

/** The day up to which everything is shown; in amber and with the words where that is long ago. */
function AsOf({ day }: { day: string }) {
  const { t, date } = useWords();
  const isStale = Date.now() - Date.parse(day) > STALE_DAYS * 86_400_000;
  const shown = date(day);
  const sentence = t('header.asOf', { date: isStale ? t('header.stale', { date: DAY }) : DAY });
  const [before, after] = sentence.split(DAY);
  return (
    <p
      className={isStale ? 'as-of as-of-stale' : 'as-of'}
      title={isStale ? t('header.staleNote', { date: shown }) : t('header.asOfNote')}
    >
      <span className="as-of-words">{before}</span>
      {shown}
      <span className="as-of-words">{after}</span>
    </p>
  );
}
