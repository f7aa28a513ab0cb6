import { useState } from 'react';
import type { PatrolFileAnswer } from '../../api/contract-patrol-log.ts';
import { type Failure, postBytes } from '../data/requests.ts';
import { useWords } from '../format.ts';

/** A CSV of patrols: what is understood is taken, the rest is held and named. */
export function LogFile({ onLogged }: { onLogged: () => void }) {
  const { t, number } = useWords();
  const [said, setSaid] = useState<{ name: string; answer: PatrolFileAnswer } | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const load = async (file: File) => {
    const answer = await postBytes<PatrolFileAnswer>(
      `/api/patrol-log/file?name=${encodeURIComponent(file.name.slice(0, 120))}`,
      file,
    );
    setFailure(answer.ok ? null : answer.failure);
    setSaid(answer.ok ? { name: file.name, answer: answer.value } : null);
    if (answer.ok) onLogged();
  };
  return (
    <section className="patrol-file">
      <h3>{t('patrolLog:page.file')}</h3>
      <p>{t('patrolLog:page.columns')}</p>
      <pre className="patrol-example">{t('patrolLog:page.example')}</pre>
      <label className="file-button primary">
        {t('patrolLog:page.choose')}
        <input
          type="file"
          accept=".csv,.txt,.tsv"
          onChange={(event) => {
            const file = event.target.files?.[0];
            // The same file may be chosen again once it is mended.
            event.target.value = '';
            if (file) void load(file);
          }}
        />
      </label>
      {said && (
        <p role="status">
          {t('patrolLog:page.loaded', {
            file: said.name,
            added: number(said.answer.added),
            known: number(said.answer.known),
            corrected: number(said.answer.corrected),
            held: number(said.answer.held.length),
          })}
        </p>
      )}
      {failure && (
        <p className="patrol-fault" role="alert">
          {failureText(failure)} {t('patrolLog:page.nothingLoaded')}
        </p>
      )}
    </section>
  );

  function failureText({ code, details, reason }: Failure): string {
    const told = (details ?? {}) as { reason?: string; missing?: string[]; limitMb?: number };
    if (code === 'empty_file') return t('patrolLog:file.empty');
    if (code === 'file_too_large') return t('patrolLog:file.too-large', { mb: told.limitMb });
    if (code !== 'file_not_understood') return t(`error.${reason}`);
    return t(`patrolLog:file.${told.reason}`, { columns: (told.missing ?? []).join(', ') });
  }
}
