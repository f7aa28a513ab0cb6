import { type ReactNode, useEffect, useRef } from 'react';
import { useWords } from '../format.ts';
import { Empty } from '../panel/Empty.tsx';
import { LoadState } from '../panel/LoadState.tsx';
import { LinkOut } from '../panel/WayOut.tsx';
import { useKeys } from './useKeys.ts';
import type { Page, Queue } from './useQueue.ts';
import { type ReviewTab, useReviewView } from './useReviewView.ts';

/** Things on one page of a list. */
export const PAGE_ITEMS = 50;

interface Props<Item, P extends Page<Item>> {
  tab: ReviewTab;
  queue: Queue<Item, P>;
  /** What waits, in a sentence. */
  sentence: (page: P) => string;
  empty: string;
  /** Filter and what can be done with all of them. */
  tools?: ReactNode;
  keyOf: (item: Item) => string;
  /** An entry of the list. */
  entry: (item: Item) => ReactNode;
  /** The one that is looked at, with all that can be decided. */
  children: (item: Item) => ReactNode;
}

/** A list of what waits beside the one that is looked at; on a phone the list gives way to two buttons. */
export function QueueLayout<Item, P extends Page<Item>>(props: Props<Item, P>) {
  const { tab, queue, sentence, empty, tools, keyOf, entry, children } = props;
  const { t, number } = useWords();
  const { view, change } = useReviewView();
  const { page, items, current, index, select } = queue;
  const total = page.value?.total ?? 0;
  const detail = useRef<HTMLElement>(null);
  const position = view.offset + index + 1;
  const step = (by: number) => {
    const next = index + by;
    if (next >= 0 && next < items.length) select(next);
    else if (by > 0 && view.offset + items.length < total) {
      change({ offset: view.offset + PAGE_ITEMS });
    } else if (by < 0 && view.offset > 0) change({ offset: Math.max(0, view.offset - PAGE_ITEMS) });
  };
  useKeys({
    j: () => step(1),
    k: () => step(-1),
    arrowdown: () => step(1),
    arrowup: () => step(-1),
    u: queue.undo,
  });
  // The last page may have been decided away.
  useEffect(() => {
    if (page.value && items.length === 0 && view.offset > 0) {
      change({ offset: Math.max(0, view.offset - PAGE_ITEMS) });
    }
  }, [page.value, items.length, view.offset, change]);

  if (!page.value) return <LoadState loaded={page} />;
  return (
    <div className="queue" aria-busy={page.loading || queue.busy}>
      <LoadState loaded={page} />
      <p className="lead">{sentence(page.value)}</p>
      {tools}
      <Outcome queue={queue} />
      {!current ? (
        <Empty text={empty}>
          <LinkOut page="today" />
        </Empty>
      ) : (
        <div className="queue-columns">
          <nav className="queue-list" aria-label={t('review:queue.list')}>
            <ol>
              {items.map((item, i) => (
                <li key={keyOf(item)}>
                  <button
                    type="button"
                    aria-current={i === index ? 'true' : undefined}
                    onClick={() => select(i)}
                  >
                    {entry(item)}
                  </button>
                </li>
              ))}
            </ol>
            <Pager
              offset={view.offset}
              shown={items.length}
              total={total}
              onOffset={(offset) => change({ offset })}
            />
          </nav>
          <section className="queue-detail" ref={detail} key={keyOf(current)} aria-labelledby="queue-current">
            <div className="queue-steps">
              <button type="button" disabled={position <= 1} onClick={() => step(-1)}>
                ‹ {t('review:queue.previous')}
              </button>
              <span>{t('review:queue.position', { n: number(position), total: number(total) })}</span>
              <button type="button" disabled={position >= total} onClick={() => step(1)}>
                {t('review:queue.next')} ›
              </button>
            </div>
            {children(current)}
          </section>
        </div>
      )}
      <p className="queue-keys">
        <strong>{t('review:keys.title')}</strong> {t(`review:keys.${tab}`)}
      </p>
    </div>
  );
}

/** What was decided last, with the way back; or why it was not. */
function Outcome<Item, P extends Page<Item>>({
  queue: { done, failure, busy, undo },
}: {
  queue: Queue<Item, P>;
}) {
  const { t } = useWords();
  return (
    <div className="queue-outcome" role="status" aria-live="polite">
      {busy && <p>{t('review:queue.busy')}</p>}
      {!busy && done && (
        <p>
          {done.text}{' '}
          {done.undo && (
            <button type="button" className="link" onClick={undo}>
              {t('review:queue.undo')}
            </button>
          )}
        </p>
      )}
      {!busy && failure && (
        <p className="queue-failure">
          {t([`review:error.${failure.code}`, 'review:error.other'], { code: failure.code })}
        </p>
      )}
    </div>
  );
}

function Pager({
  offset,
  shown,
  total,
  onOffset,
}: {
  offset: number;
  shown: number;
  total: number;
  onOffset: (offset: number) => void;
}) {
  const { t, number } = useWords();
  if (total <= PAGE_ITEMS) return null;
  return (
    <p className="pager">
      <button
        type="button"
        disabled={offset === 0}
        onClick={() => onOffset(Math.max(0, offset - PAGE_ITEMS))}
      >
        ‹ <span className="hidden">{t('review:queue.previousPage')}</span>
      </button>
      <span>
        {t('review:queue.range', {
          from: number(offset + 1),
          to: number(offset + shown),
          total: number(total),
        })}
      </span>
      <button type="button" disabled={offset + shown >= total} onClick={() => onOffset(offset + PAGE_ITEMS)}>
        <span className="hidden">{t('review:queue.nextPage')}</span> ›
      </button>
    </p>
  );
}
