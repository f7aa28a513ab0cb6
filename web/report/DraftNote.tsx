import { useState } from 'react';
import { useWords } from '../format.ts';

/** Where the draft is, a warning for shared devices, and the button that forgets it, asked twice. */
export function DraftNote({ kept, onClear }: { kept: boolean | null; onClear: () => void }) {
  const { t } = useWords();
  const [asked, setAsked] = useState(false);
  if (kept === null) return null;
  return (
    <section className="draft-note">
      <p>{t(kept ? 'intake:form.draftKept' : 'intake:form.draftNotKept')}</p>
      {kept && <p className="quiet">{t('intake:form.sharedDevice')}</p>}
      {asked ? (
        <div role="alert">
          <p>{t('intake:form.clearSure')}</p>
          <div className="step-buttons">
            <button
              type="button"
              className="outlined"
              onClick={() => {
                setAsked(false);
                onClear();
              }}
            >
              {t('intake:form.clearYes')}
            </button>
            <button type="button" className="outlined" onClick={() => setAsked(false)}>
              {t('intake:form.clearNo')}
            </button>
          </div>
        </div>
      ) : (
        <button type="button" className="outlined" onClick={() => setAsked(true)}>
          {t('intake:form.clear')}
        </button>
      )}
    </section>
  );
}
