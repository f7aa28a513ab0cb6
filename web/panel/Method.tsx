import { useWords } from '../format.ts';
import { DataDate } from './DataDate.tsx';

/** "How it is computed", folded. */
export function Method({ text }: { text: string }) {
  const { t } = useWords();
  return (
    <details className="method">
      <summary>{t('method.title')}</summary>
      <p>{text}</p>
      <DataDate />
    </details>
  );
}
