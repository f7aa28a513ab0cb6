import { type FormEvent, useState } from 'react';
import type { SavedView } from '../../api/contract-today.ts';
import { useAction } from '../account/useAction.ts';
import { postJson } from '../data/requests.ts';
import { Menu } from '../filters/Menu.tsx';
import { useWords } from '../format.ts';
import { readAddress } from '../view/address.ts';
import { cutAddress } from '../view/query.ts';
import { sharedLink } from '../view/sharedLink.ts';

/** What can be done with the view that is open: copy its link, save it by name, print it. */
export function ShareMenu() {
  const { t } = useWords();
  return (
    <div className="tool-menu share-menu">
      <Menu
        label={
          <>
            <svg width="18" height="18" viewBox="0 0 18 18" aria-hidden="true">
              <path
                d="M9 11.5V2.5M5.5 5.5 9 2l3.5 3.5M4 9v6.5h10V9"
                fill="none"
                stroke="currentColor"
                strokeWidth="1.6"
              />
            </svg>
            <span className="tool-name">{t('today:share.title')}</span>
          </>
        }
        active={0}
      >
        <CopyLink />
        <SaveView />
        <a href="/vistas">{t('today:share.all')}</a>
        <button type="button" onClick={() => window.print()}>
          {t('today:share.print')}
        </button>
      </Menu>
    </div>
  );
}

function CopyLink() {
  const { t, language } = useWords();
  const [outcome, setOutcome] = useState<'copied' | 'notCopied' | null>(null);
  const copy = async () => {
    const isCopied = await navigator.clipboard.writeText(sharedLink(window.location, language)).then(
      () => true,
      () => false,
    );
    setOutcome(isCopied ? 'copied' : 'notCopied');
  };
  return (
    <>
      <button type="button" onClick={() => void copy()}>
        {t('today:share.copy')}
      </button>
      <p className="quiet" role="status">
        {outcome && t(`today:share.${outcome}`)}
      </p>
    </>
  );
}

function SaveView() {
  const { t } = useWords();
  const { busy, failure, run } = useAction();
  const [saved, setSaved] = useState<string | null>(null);
  const save = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const name = String(new FormData(form).get('name') ?? '').trim();
    if (name === '') return;
    const asked = { name, path: window.location.pathname, ...cutAddress(readAddress()) };
    const made = await run(() => postJson<{ view: SavedView }>('/api/views', asked));
    setSaved(made?.view.name ?? null);
    if (made) form.reset();
  };
  return (
    <form className="save-view" onSubmit={(event) => void save(event)}>
      <label>
        {t('today:share.name')}
        <input name="name" maxLength={80} required autoComplete="off" />
      </label>
      <button type="submit" className="secondary" disabled={busy}>
        {t('today:share.save')}
      </button>
      <p className="quiet" role="status">
        {saved !== null && t('today:share.saved', { name: saved })}
        {failure && t('today:share.failed', { code: failure.code })}
      </p>
    </form>
  );
}
