import type { FactFileFaults } from '../../api/contract-facts.ts';
import type { Failure } from '../data/requests.ts';
import { useWords } from '../format.ts';

/** Why a file was not taken: which one, and row by row what stands where and what would be right. */
export function FactFaults({ name, failure }: { name: string; failure: Failure }) {
  const { t, number } = useWords();
  const { code, reason, details } = failure;
  if (code !== 'file_not_understood') {
    const { limitMb = 0 } = (details ?? {}) as { limitMb?: number };
    const text =
      code === 'file_too_large'
        ? t('patterns:load.tooLarge', { limit: number(limitMb) })
        : code === 'empty_file'
          ? t('patterns:load.empty')
          : t(`error.${reason}`);
    return (
      <p className="fact-faults" role="alert">
        {t('patterns:cli.refused', { file: name })} {text}
      </p>
    );
  }
  const { problems, more } = details as FactFileFaults;
  return (
    <div className="fact-faults" role="alert">
      <p>{t('patterns:cli.refused', { file: name })}</p>
      <ul>
        {problems.map(({ row, column, value, reason: wrong, allowed }) => (
          <li key={`${row} ${column} ${wrong} ${value}`}>
            {t(`patterns:cli.problem.${wrong}`, { row, column, value })}
            {allowed && ` ${t('patterns:cli.allowed', { words: allowed.join(', ') })}`}
          </li>
        ))}
      </ul>
      {more > 0 && <p>{t('patterns:cli.more', { more })}</p>}
    </div>
  );
}
