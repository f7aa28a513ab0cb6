import type { OpenPlaces, PlaceDecideBody, PlaceDecided, PlaceDecisions } from '../../api/contract-places.ts';
import { postJson } from '../data/requests.ts';
import { useWords } from '../format.ts';
import { History } from './History.tsx';
import { PlaceForm } from './PlaceForm.tsx';
import { PAGE_ITEMS, QueueLayout } from './QueueLayout.tsx';
import { useQueue } from './useQueue.ts';
import { useReviewView } from './useReviewView.ts';

export type OpenPlace = OpenPlaces['items'][number];
export type PlaceAnswer = PlaceDecideBody['answer'];

const PATH = '/api/review/places';

/** Place texts that no rule could place: a candidate, a corrected text, a point, or none. */
export function PlacesTab() {
  const { t, number, counted } = useWords();
  const { view, change } = useReviewView();
  const query = new URLSearchParams({
    ...Object.fromEntries(new URLSearchParams(view.filter)),
    limit: String(PAGE_ITEMS),
  });
  if (view.offset > 0) query.set('offset', String(view.offset));
  const queue = useQueue<OpenPlace, OpenPlaces>(`${PATH}?${query}`);

  const undo = (id: number, text: string) => () =>
    queue.run(
      () => postJson<PlaceDecided>(`${PATH}/undo`, { id }),
      () => ({ text: t('review:places.undone', { text }) }),
    );
  const decide = (place: OpenPlace, answer: PlaceAnswer) =>
    queue.run(
      () =>
        postJson<PlaceDecided>(`${PATH}/decide`, {
          sourceId: place.sourceId,
          placeKey: place.placeKey,
          answer,
        }),
      ({ decisionId, reports }) => ({
        text:
          answer.action === 'unplaced'
            ? t('review:places.left', { text: place.text })
            : t('review:places.done', { text: place.text, ...counted(reports) }),
        undo: undo(decisionId, place.text),
      }),
    );
  const groups = queue.page.value?.groups ?? [];

  return (
    <>
      <QueueLayout
        tab="places"
        queue={queue}
        sentence={({ total, reports }) =>
          t('review:places.sentence', { texts: number(total), reports: number(reports) })
        }
        empty={t('review:places.empty')}
        keyOf={({ sourceId, placeKey }) => `${sourceId} ${placeKey}`}
        tools={
          <div className="queue-tools">
            <label>
              {t('review:filter.label')}{' '}
              <select
                value={view.filter}
                onChange={(event) => change({ filter: event.target.value, offset: 0 })}
              >
                <option value="">{t('review:filter.all')}</option>
                {groups.map(({ sourceId, status, texts }) => {
                  const value = new URLSearchParams({ source: sourceId, status }).toString();
                  return (
                    <option key={value} value={value}>
                      {t('review:filter.status', {
                        status: t(`review:places.status.${status}`),
                        source: sourceId,
                        n: number(texts),
                      })}
                    </option>
                  );
                })}
              </select>
            </label>
          </div>
        }
        entry={({ text, status, reports }) => (
          <>
            <strong>{text}</strong>
            <span className="quiet">
              {t(`review:places.status.${status}`)} · {t('review:places.reports', counted(reports))}
            </span>
          </>
        )}
      >
        {(place) => (
          <PlaceForm place={place} busy={queue.busy} onAnswer={(answer) => decide(place, answer)} />
        )}
      </QueueLayout>
      <History<PlaceDecisions['items'][number]>
        path={`${PATH}/decisions`}
        version={queue.version}
        entryOf={({ id, text, action, correctedText, reports, by, at, undoneAt, undoneBy }) => ({
          id: String(id),
          what: (
            <>
              {t('review:history.place', {
                text,
                action: t(`review:action.${action}`, { text: correctedText ?? '' }),
              })}
              {undoneAt === null && ` (${t('review:history.reports', counted(reports))})`}
            </>
          ),
          by,
          at,
          undoneBy: undoneAt === null ? null : (undoneBy ?? ''),
          undo: undoneAt === null ? undo(id, text) : null,
        })}
      />
    </>
  );
}
