import type { Severity } from '../../domain/alerts/rule.ts';
import { useWords } from '../format.ts';

/** How grave an alert is: by word, and by shape and colour beside it. */
export function SeverityTag({ severity }: { severity: Severity }) {
  const { t } = useWords();
  return <span className={`severity severity-${severity}`}>{t(`alerts:severity.${severity}`)}</span>;
}
