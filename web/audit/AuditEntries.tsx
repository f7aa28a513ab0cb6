import type { AuditPage } from '../../api/contract-audit.ts';
import { useWords, type Words } from '../format.ts';

type Entry = AuditPage['items'][number];

/** The entries as sentences, newest first: when, who did what; below it on what, why and how much. */
export function AuditEntries({ entries }: { entries: readonly Entry[] }) {
  const words = useWords();
  return (
    <ol className="audit-entries">
      {entries.map((entry) => (
        <li key={`${entry.chainId} ${entry.seq}`}>
          <time dateTime={entry.at} title={entry.at}>
            {words.date(localDay(entry.at))}, {words.time(Date.parse(entry.at))}
          </time>
          <div>
            <p>
              <strong>{entry.erased ? words.t('audit:page.erased') : nameOf(entry, words)}</strong>{' '}
              {words.t(`audit:action.${entry.action}`)}
            </p>
            <p className="quiet">{factsOf(entry, words).join(' · ')}</p>
          </div>
          <span className="quiet audit-seq">{entry.seq}</span>
        </li>
      ))}
    </ol>
  );
}

/** The day in the reader's own time zone, as the time beside it. */
function localDay(at: string): string {
  const moment = new Date(at);
  const part = (value: number) => String(value).padStart(2, '0');
  return `${moment.getFullYear()}-${part(moment.getMonth() + 1)}-${part(moment.getDate())}`;
}

function nameOf({ actorKind, actorName }: Entry, { t }: Words): string {
  const kind = t(`audit:actor.${actorKind}`);
  if (actorName === '' || actorName === null) return kind;
  return actorKind === 'user' ? actorName : `${actorName} (${kind})`;
}

function factsOf(entry: Entry, { t, number }: Words): string[] {
  if (entry.erased) return [t('audit:page.erasedWhy', { by: entry.erased.by, reason: entry.erased.reason })];
  const { subjectKind, subjectId, reason, rows, address } = entry;
  return [
    ...(subjectId ? [`${subjectKind} ${subjectId}`] : []),
    ...(reason ? [t('audit:page.reason', { reason })] : []),
    ...(rows === null ? [] : [t('audit:page.rows', { count: rows, n: number(rows) })]),
    ...pairs(entry.filters),
    ...pairs(entry.details),
    ...(address ? [t('audit:page.address', { address })] : []),
  ];
}

function pairs(values: Entry['filters']): string[] {
  return Object.entries(values ?? {}).map(
    ([key, value]) => `${key}: ${Array.isArray(value) ? value.join(', ') : String(value)}`,
  );
}
