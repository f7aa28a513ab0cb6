import type { Today } from '../../api/contract-today.ts';
import type { Words } from '../format.ts';

/** The day in a sentence or two: what waits, what is new, where nothing is heard. */
export function todaySentence(
  { alerts, news, silent }: Pick<Today, 'alerts' | 'news' | 'silent'>,
  { t, counted }: Pick<Words, 't' | 'counted'>,
): string {
  const parts: string[] = [];
  if (alerts) {
    if (alerts.unacknowledged > 0) parts.push(t('today:sentence.waiting', counted(alerts.unacknowledged)));
    else if (alerts.firing > 0) parts.push(t('today:sentence.firing', counted(alerts.firing)));
    else parts.push(t('today:sentence.quiet'));
  }
  if (news) {
    parts.push(news.crimes > 0 ? t('today:sentence.news', counted(news.crimes)) : t('today:sentence.noNews'));
  }
  if (silent && silent.length > 0) parts.push(t('today:sentence.silent', counted(silent.length)));
  return parts.length === 0 ? t('today:sentence.nothing') : parts.join(' ');
}
