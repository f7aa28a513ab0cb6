import { type ReactNode, useEffect } from 'react';
import { useHealth } from '../data/useHealth.ts';
import { useWords } from '../format.ts';
import { Hints } from '../help/Hints.tsx';
import { useTheme } from '../theme.ts';
import { useLanguageOfView } from '../useLanguageOfView.ts';
import { useSteps } from '../view/address.ts';
import { Header } from './Header.tsx';
import { PlacesBar } from './PlacesBar.tsx';
import { StepButtons } from './StepButtons.tsx';
import { Strips } from './Strips.tsx';

interface Props {
  title: string;
  /** What the page says first; hints for new readers come after it. */
  lead?: ReactNode;
  /** The page has undo and redo where it is worked with. */
  hasOwnSteps?: boolean;
  children: ReactNode;
}

/** Header, strips and a column of reading width: every page but the map. */
export function PageShell({ title, lead, hasOwnSteps = false, children }: Props) {
  const { t } = useWords();
  const { theme, toggle } = useTheme();
  const { health, unreachable, heardAtMs } = useHealth();
  const { canUndo, canRedo } = useSteps();
  useLanguageOfView(title);
  useEffect(() => {
    window.scrollTo(0, 0);
  }, []);
  return (
    <div className="sheet-page">
      <a className="skip" href="#content">
        {t('app.skipToContent')}
      </a>
      <Header asOf={health?.asOf ?? null} theme={theme} onTheme={toggle} />
      <Strips
        unreachable={unreachable}
        loadedAtMs={null}
        heardAtMs={heardAtMs}
        synthetic={health?.synthetic ?? (health?.hasSynthetic ? null : 0)}
        shown={health?.incidents ?? 0}
      />
      <main id="content" className="sheet" tabIndex={-1}>
        <h2 className="page-title">{title}</h2>
        {!hasOwnSteps && (canUndo || canRedo) && (
          <div className="page-steps no-print">
            <StepButtons />
          </div>
        )}
        {lead}
        <Hints />
        {children}
      </main>
      <PlacesBar />
    </div>
  );
}
