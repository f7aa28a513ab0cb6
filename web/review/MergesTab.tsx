import type { MergeDecisionAnswer, MergeEvents, OpenMerges } from '../../api/contract-review.ts';
import { postJson } from '../data/requests.ts';
import { useWords } from '../format.ts';
import { History } from './History.tsx';
import { MergePair } from './MergePair.tsx';
import { PAGE_ITEMS, QueueLayout } from './QueueLayout.tsx';
import { type Done, useQueue } from './useQueue.ts';
import { useReviewView } from './useReviewView.ts';

export type OpenMerge = OpenMerges['items'][number];
type MergeEvent = MergeEvents['items'][number];

const PATH = '/api/review/merges';

/** Pairs of incidents that may be one: joined, kept apart, or one report split off. */
export function MergesTab() {
  const { t, number, percent } = useWords();
  const { view } = useReviewView();
  const query = new URLSearchParams({ limit: String(PAGE_ITEMS) });
  if (view.offset > 0) query.set('offset', String(view.offset));
  const queue = useQueue<OpenMerge, OpenMerges>(`${PATH}?${query}`);

  const undo = (id: number) => () =>
    queue.run(
      () => postJson<MergeDecisionAnswer>(`${PATH}/undo`, { id }),
      () => ({ text: t('review:merges.undone') }),
    );
  const decide = (path: 'join' | 'dismiss' | 'split', body: unknown, text: string) =>
    queue.run(
      () => postJson<MergeDecisionAnswer>(`${PATH}/${path}`, body),
      ({ eventId }): Done => ({ text, undo: undo(eventId) }),
    );
  const names = ({ sides: [one, other] }: OpenMerge) => ({
    a: String(one?.incidentId),
    b: String(other?.incidentId),
  });
  const incidents = ({ sides }: OpenMerge) => sides.map(({ incidentId }) => incidentId);

  return (
    <>
      <QueueLayout
        tab="merges"
        queue={queue}
        sentence={({ total }) => t('review:merges.sentence', { n: number(total) })}
        empty={t('review:merges.empty')}
        keyOf={(pair) => incidents(pair).join(' ')}
        entry={(pair) => (
          <>
            <strong>{t('review:merges.item', names(pair))}</strong>
            <span className="quiet">{percent(pair.probability)}</span>
          </>
        )}
      >
        {(pair) => (
          <MergePair
            pair={pair}
            busy={queue.busy}
            onJoin={() =>
              decide('join', { incidents: incidents(pair) }, t('review:merges.joined', names(pair)))
            }
            onApart={() =>
              decide('dismiss', { incidents: incidents(pair) }, t('review:merges.kept', names(pair)))
            }
            onSplit={(incident, { sourceId, reportId }) =>
              decide(
                'split',
                { incident, reports: [{ sourceId, reportId }] },
                t('review:merges.split', { report: reportId }),
              )
            }
          />
        )}
      </QueueLayout>
      <History<MergeEvent>
        path={`${PATH}/events`}
        version={queue.version}
        entryOf={({ id, kind, automatic, incidentId, otherIncidentId, by, at, undoneAt, undoneBy }) => ({
          id: String(id),
          what: t(`review:history.${kind}`, { a: incidentId, b: otherIncidentId }),
          by: automatic ? t('review:history.rule') : by,
          at,
          undoneBy: undoneAt === null ? null : (undoneBy ?? ''),
          undo: undoneAt === null ? undo(id) : null,
        })}
      />
    </>
  );
}
