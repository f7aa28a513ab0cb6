import { useState } from 'react';
import { useWords } from '../format.ts';

const ACCEPTED = '.csv,.tsv,.txt,.xlsx,.jsonl,.ndjson,.json';

/** A file chosen with a button or dropped on the field around it. */
export function FilePicker({ onFile }: { onFile: (file: File) => void }) {
  const { t } = useWords();
  const [over, setOver] = useState(false);
  const take = (files: FileList | null) => {
    const file = files?.[0];
    if (file) onFile(file);
  };
  return (
    <fieldset
      className="drop"
      aria-label={t('intake:upload.title')}
      data-over={over}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        take(event.dataTransfer.files);
      }}
    >
      <label className="file-button primary">
        {t('intake:upload.choose')}
        <input type="file" accept={ACCEPTED} onChange={(event) => take(event.target.files)} />
      </label>
      <p className="quiet">{t('intake:upload.drop')}</p>
    </fieldset>
  );
}
