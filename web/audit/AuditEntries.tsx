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
    ...(subjectId
      ? [`${t(`audit:subject.${subjectKind}`, { defaultValue: subjectKind })} ${subjectId}`]
      : []),
    ...(reason ? [t('audit:page.reason', { reason })] : []),
    ...(rows === null ? [] : [t('audit:page.rows', { count: rows, n: number(rows) })]),
    ...pairs(entry.filters, t),
    ...pairs(entry.details, t, (key) => t(`audit:detail.${key}`, { defaultValue: key })),
    ...(address ? [t('audit:page.address', { address })] : []),
  ];
}

/** What was not given has nothing to say. */
function pairs(values: Entry['filters'], t: Words['t'], word = (key: string) => key): string[] {
  return Object.entries(values ?? {})
    .filter(([, value]) => value !== null && String(value) !== '')
    .map(([key, value]) => {
      if (typeof value === 'boolean') return `${word(key)}: ${t(value ? 'audit:page.yes' : 'audit:page.no')}`;
      return `${word(key)}: ${Array.isArray(value) ? value.join(', ') : String(value)}`;
    });
}
