import type { Quarantine, Reopen, Replay } from '../../api/contract-quarantine.ts';
import { postJson } from '../data/requests.ts';
import { useWords } from '../format.ts';
import { History } from './History.tsx';
import { QuarantineForm } from './QuarantineForm.tsx';
import { PAGE_ITEMS, QueueLayout } from './QueueLayout.tsx';
import { type Done, useQueue } from './useQueue.ts';
import { useReviewView } from './useReviewView.ts';

export type QuarantinedRow = Quarantine['items'][number];

const PATH = '/api/review/quarantine';

/** Rows that could not be read: corrected and tried again, or dismissed. */
export function QuarantineTab() {
  const { t, number, counted } = useWords();
  const { view, change } = useReviewView();
  const filter = new URLSearchParams(view.filter);
  const query = new URLSearchParams({ ...Object.fromEntries(filter), limit: String(PAGE_ITEMS) });
  if (view.offset > 0) query.set('offset', String(view.offset));
  const queue = useQueue<QuarantinedRow, Quarantine>(`${PATH}?${query}`);

  const reopen = (row: QuarantinedRow) => async () => {
    await queue.run(
      () => postJson<Reopen>(`${PATH}/undo`, { rows: [keyOf(row)] }),
      ({ results: [result] }): Done => ({
        text:
          result?.outcome === 'reopened'
            ? t('review:quarantine.reopened', { row: number(row.rowNumber) })
            : t(`review:refusal.${result?.outcome ?? 'no-such-row'}`),
      }),
    );
  };
  const retry = (row: QuarantinedRow, corrected: Record<string, string>) =>
    queue.run(
      () => postJson<Replay>(`${PATH}/replay`, { rows: [{ ...keyOf(row), corrected }] }),
      ({ results: [result] }): Done => {
        if (!result || result.outcome === 'refused') {
          return { text: t(`review:refusal.${result?.reason ?? 'no-such-row'}`) };
        }
        const text = t(`review:quarantine.${result.outcome}`, { row: number(row.rowNumber) });
        return result.outcome === 'rejected' ? { text } : { text, undo: reopen(row) };
      },
    );
  const dismiss = (row: QuarantinedRow) =>
    queue.run(
      () => postJson<{ dismissed: number }>(`${PATH}/dismiss`, { rows: [keyOf(row)] }),
      () => ({ text: t('review:quarantine.dismissed', { row: number(row.rowNumber) }), undo: reopen(row) }),
    );
  const retryAll = () =>
    queue.run(
      () => replayAll(Object.fromEntries(filter)),
      (counts) => ({
        text: t('review:quarantine.allDone', {
          n: number(counts.loaded + counts.known + counts.rejected + counts.refused),
          loaded: number(counts.loaded),
          known: number(counts.known),
          rejected: number(counts.rejected),
        }),
      }),
    );
  const groups = queue.page.value?.groups ?? [];

  return (
    <>
      <QueueLayout
        tab="quarantine"
        queue={queue}
        sentence={({ total }) => t('review:quarantine.sentence', counted(total))}
        empty={t('review:quarantine.empty')}
        keyOf={idOf}
        tools={
          <div className="queue-tools">
            <label>
              {t('review:filter.label')}{' '}
              <select
                value={view.filter}
                onChange={(event) => change({ filter: event.target.value, offset: 0 })}
              >
                <option value="">{t('review:filter.all')}</option>
                {groups.map(({ file, fileSha256, sourceId, reason, rows }) => {
                  const value = new URLSearchParams({
                    source: sourceId,
                    file: fileSha256,
                    reason,
                  }).toString();
                  return (
                    <option key={value} value={value}>
                      {t('review:filter.group', {
                        file,
                        reason: t(`ingest:problem.${reason}`),
                        n: number(rows),
                      })}
                    </option>
                  );
                })}
              </select>
            </label>
            {queue.items.length > 0 && (
              <button type="button" className="secondary" disabled={queue.busy} onClick={retryAll}>
                {t('review:quarantine.retryAll')}
              </button>
            )}
          </div>
        }
        entry={({ rowNumber, problems: [first] }) => (
          <>
            <strong>{t('review:quarantine.row', { row: number(rowNumber) })}</strong>
            {first && <span className="quiet">{t(`ingest:problem.${first.reason}`)}</span>}
          </>
        )}
      >
        {(row) => (
          <QuarantineForm
            row={row}
            busy={queue.busy}
            onRetry={(corrected) => retry(row, corrected)}
            onDismiss={() => dismiss(row)}
          />
        )}
      </QueueLayout>
      <History<QuarantinedRow>
        path={`${PATH}?status=resolved`}
        version={queue.version}
        entryOf={(row) => ({
          id: idOf(row),
          what: t('review:history.row', {
            row: number(row.rowNumber),
            file: row.file,
            outcome: row.outcome ? t(`review:outcome.${row.outcome}`) : '',
          }),
          by: row.by ?? '',
          at: row.resolvedAt ?? row.at,
          undoneBy: null,
          undo: reopen(row),
        })}
      />
    </>
  );
}

/** Page by page, so that no request takes longer than a reader waits. */
async function replayAll(all: Record<string, string>): ReturnType<typeof postJson<Replay['counts']>> {
  const counts = { loaded: 0, known: 0, rejected: 0, refused: 0 };
  let after: Replay['next'] = null;
  do {
    const answer: Awaited<ReturnType<typeof postJson<Replay>>> = await postJson<Replay>(`${PATH}/replay`, {
      all,
      ...(after ? { after } : {}),
    });
    if (!answer.ok) return answer;
    for (const outcome of Object.keys(counts) as (keyof typeof counts)[]) {
      counts[outcome] += answer.value.counts[outcome];
    }
    after = answer.value.next;
  } while (after);
  return { ok: true, value: counts };
}

function keyOf({ sourceId, fileSha256, rowNumber }: QuarantinedRow) {
  return { sourceId, fileSha256, rowNumber };
}

function idOf({ sourceId, fileSha256, rowNumber }: QuarantinedRow): string {
  return `${sourceId} ${fileSha256} ${rowNumber}`;
}
