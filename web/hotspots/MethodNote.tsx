import { useWords } from '../format.ts';
import { DataDate } from '../panel/DataDate.tsx';

/** How a result was made, what it can't say, and who thought of it; always beside the result. */
export function MethodNote({ text, limits, source }: { text: string; limits: string; source: string }) {
  const { t } = useWords();
  return (
    <details className="method" open>
      <summary>{t('method.title')}</summary>
      <p>{text}</p>
      <p>{limits}</p>
      <DataDate />
      <p className="source">{source}</p>
    </details>
  );
}
