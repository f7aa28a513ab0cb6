import { type ReactNode, useCallback, useState } from 'react';
import { getJson } from '../data/requests.ts';
import { useLoaded } from '../data/useLoaded.ts';
import { useWords } from '../format.ts';
import { LoadState } from '../panel/LoadState.tsx';
import type { Page } from './useQueue.ts';

export interface HistoryEntry {
  id: string;
  what: ReactNode;
  by: string;
  /** ISO instant. */
  at: string;
  undoneBy: string | null;
  undo: (() => void) | null;
}

const SHOWN = 20;

/** What was decided, newest first, each with its undoing; loaded when it is opened. */
export function History<Item>({
  path,
  version,
  entryOf,
}: {
  /** With its query, without limit. */
  path: string;
  version: number;
  entryOf: (item: Item) => HistoryEntry;
}) {
  const { t, language } = useWords();
  const [open, setOpen] = useState(false);
  const [limit, setLimit] = useState(SHOWN);
  const load = useCallback(
    (key: string, signal: AbortSignal) => getJson<Page<Item>>(key.slice(0, key.lastIndexOf('#')), signal),
    [],
  );
  const separator = path.includes('?') ? '&' : '?';
  const page = useLoaded(open ? `${path}${separator}limit=${limit}#${version}` : null, load);
  const moments = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' });
  const entries = page.value?.items.map(entryOf) ?? [];
  return (
    <details className="history" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('review:history.title')}</summary>
      <LoadState loaded={page} />
      {page.value && entries.length === 0 && <p className="quiet">{t('review:history.empty')}</p>}
      <ol>
        {entries.map(({ id, what, by, at, undoneBy, undo }) => (
          <li key={id} data-undone={undoneBy !== null || undefined}>
            <span className="history-what">{what}</span>{' '}
            <small className="quiet">
              {t('review:history.by', { by, date: moments.format(new Date(at)) })}{' '}
              {undoneBy !== null && t('review:history.undone', { by: undoneBy })}
            </small>
            {undo && (
              <button type="button" className="link" onClick={undo}>
                {t('review:queue.undo')}
              </button>
            )}
          </li>
        ))}
      </ol>
      {page.value && page.value.total > entries.length && limit < 500 && (
        <button type="button" className="more" onClick={() => setLimit(Math.min(500, limit * 3))}>
          {t('list.all', { n: page.value.total })}
        </button>
      )}
    </details>
  );
}
