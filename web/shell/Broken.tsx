import { Component, type ReactNode } from 'react';
import { useWords } from '../format.ts';

/** The last resort: when drawing the page throws, says so in words instead of leaving it blank. */
export class Broken extends Component<{ children: ReactNode }, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }

  override render(): ReactNode {
    return this.state.failed ? <Apology /> : this.props.children;
  }
}

function Apology() {
  const { t } = useWords();
  return (
    <main className="broken" role="alert">
      <p>{t('error.broken')}</p>
      <button type="button" className="primary" onClick={() => window.location.reload()}>
        {t('error.reload')}
      </button>
    </main>
  );
}
