import '../styles/today.css';
import { type FormEvent, useMemo, useState } from 'react';
import type { SavedView, SavedViews } from '../../api/contract-today.ts';
import { PAGES } from '../../domain/pages.ts';
import { useAction } from '../account/useAction.ts';
import { getJson, sendJson } from '../data/requests.ts';
import { useLoaded } from '../data/useLoaded.ts';
import { useWords, type Words } from '../format.ts';
import { Empty } from '../panel/Empty.tsx';
import { LoadState } from '../panel/LoadState.tsx';
import { LinkOut } from '../panel/WayOut.tsx';
import { PageShell } from '../shell/PageShell.tsx';
import { withParts } from '../view/query.ts';
import { type RecentView, recentViews } from './recent.ts';
import { viewWords } from './viewWords.ts';

const load = (path: string, signal: AbortSignal) => getJson<SavedViews>(path, signal);

/** Saved views by name, and those that were left lately. */
export default function ViewsPage() {
  const words = useWords();
  const { t, moment } = words;
  const views = useLoaded('/api/views', load);
  const { value, retry } = views;
  const [left] = useState(recentViews);
  const recent = useMemo(() => toldApart(words, left), [words, left]);
  return (
    <PageShell title={t('today:views.title')}>
      <p className="prose quiet">{t('today:views.lead')}</p>
      <LoadState loaded={views} />
      {value?.views.length === 0 && (
        <Empty text={t('today:views.empty')}>
          <LinkOut page="map" />
        </Empty>
      )}
      <ul className="cards">
        {value?.views.map((view) => (
          <li key={view.viewId}>
            <ViewCard view={view} onDone={retry} />
          </li>
        ))}
      </ul>
      <section className="work">
        <h3>{t('today:views.recent')}</h3>
        {recent.length === 0 && <p className="quiet">{t('today:views.noRecent')}</p>}
        <ul className="view-links">
          {recent.map(({ pageId, path, search, hash, leftAtMs, told }) => (
            <li key={path + search + hash}>
              <a className="link" href={ownLink(path, search, hash)}>
                {t(`nav.${pageId}`)}
                {told !== '' && `: ${told}`}
              </a>{' '}
              <span className="quiet">{moment(leftAtMs)}</span>
            </li>
          ))}
        </ul>
      </section>
    </PageShell>
  );
}

/** In words; of those that the words don't tell apart, as two looks at one map, the newest stays. */
function toldApart(words: Words, views: readonly RecentView[]): (RecentView & { told: string })[] {
  const told = views.map((view) => ({
    ...view,
    told: viewWords(words, view.path, view.search + view.hash).join(', '),
  }));
  return told.filter((one, at) => told.findIndex((o) => o.path === one.path && o.told === one.told) === at);
}

/** One's own view is read in the language that one reads now, whatever it was kept in. */
function ownLink(path: string, search: string, hash: string): string {
  return path + withParts(search, { lang: null }) + hash;
}

function ViewCard({ view, onDone }: { view: SavedView; onDone: () => void }) {
  const words = useWords();
  const { t, moment } = words;
  const { busy, failure, run } = useAction();
  const [isNaming, setNaming] = useState(false);
  const { viewId, name, path, search, hash, savedAt } = view;
  const told = viewWords(words, path, search + hash).join(', ');
  const page = PAGES.find((one) => one.path === path);
  const rename = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const next = String(new FormData(event.currentTarget).get('name') ?? '').trim();
    if (await run(() => sendJson('PUT', `/api/views/${viewId}`, { name: next }))) {
      setNaming(false);
      onDone();
    }
  };
  const remove = async () => {
    if (!window.confirm(t('today:views.confirm', { name }))) return;
    if (await run(() => sendJson('DELETE', `/api/views/${viewId}`))) onDone();
  };
  return (
    <>
      <a className="link" href={ownLink(path, search, hash)}>
        <strong>{name}</strong>
      </a>
      <p className="quiet">
        {page && t(`nav.${page.id}`)}
        {told !== '' && `: ${told}`} · {moment(Date.parse(savedAt))}
      </p>
      {failure && (
        <p className="form-error" role="alert">
          {failure.code === 'view_name_taken'
            ? t('today:views.taken')
            : t('today:share.failed', { code: failure.code })}
        </p>
      )}
      {isNaming && (
        <form className="save-view" onSubmit={(event) => void rename(event)}>
          <label>
            {t('today:share.name')}
            <input name="name" maxLength={80} required defaultValue={name} autoComplete="off" />
          </label>
          <button type="submit" className="primary" disabled={busy}>
            {t('today:views.rename')}
          </button>
        </form>
      )}
      <div className="form-actions">
        <button
          type="button"
          className="secondary"
          aria-expanded={isNaming}
          onClick={() => setNaming(!isNaming)}
        >
          {t('today:views.rename')}
          <span className="hidden"> {name}</span>
        </button>
        <button type="button" className="secondary" disabled={busy} onClick={() => void remove()}>
          {t('today:views.remove')}
          <span className="hidden"> {name}</span>
        </button>
      </div>
    </>
  );
}
