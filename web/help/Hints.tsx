import { useState } from 'react';
import { landingPage, pathOf } from '../../domain/pages.ts';
import { useWords } from '../format.ts';
import { remember, remembered } from '../remembered.ts';
import { useSession } from '../session.ts';

const HINTS = ['numbers', 'silence', 'help'] as const;
type Hint = (typeof HINTS)[number];

const NAME = 'hints';

/** On the page where somebody begins: three things worth knowing, each gone for good once it was put away. */
export function Hints() {
  const { t } = useWords();
  const { me } = useSession();
  const [read, setRead] = useState<readonly string[]>(() => remembered(NAME)?.split(',') ?? []);
  if (me === null || window.location.pathname !== pathOf(landingPage(me.roles)) || isAskedFor()) return null;
  const left = HINTS.filter((hint) => !read.includes(hint));
  if (left.length === 0) return null;
  const putAway = (hints: readonly Hint[]) => {
    const next = [...read, ...hints];
    remember(NAME, next.join(','));
    setRead(next);
  };
  return (
    <section className="hints" aria-label={t('help:hints.title')}>
      <ul>
        {left.map((hint) => (
          <li key={hint}>
            <p>{t(`help:hints.${hint}`)}</p>
            <button type="button" className="secondary" onClick={() => putAway([hint])}>
              {t('help:hints.done')}
            </button>
          </li>
        ))}
      </ul>
      {left.length > 1 && (
        <button type="button" className="link hints-all" onClick={() => putAway(left)}>
          {t('help:hints.all')}
        </button>
      )}
    </section>
  );
}

/** Who comes for one thing, as for the alert of a mail, is not held up. */
function isAskedFor(): boolean {
  return [...new URLSearchParams(window.location.search).keys()].some((name) => name !== 'lang');
}
