import { useState } from 'react';
import { useWords } from '../format.ts';

/** What is shown this once, with a button that copies it. */
export function Secret({ what, secret }: { what: string; secret: string }) {
  const { t } = useWords();
  const [copied, setCopied] = useState<string | null>(null);
  const copy = async () => {
    // Where the browser forbids it, the text can still be marked by hand.
    await navigator.clipboard.writeText(secret).then(
      () => setCopied(secret),
      () => setCopied(null),
    );
  };
  return (
    <div className="secret">
      <p role="status">
        {what} <code>{secret}</code>
      </p>
      <button type="button" className="secondary" onClick={() => void copy()}>
        {t(copied === secret ? 'access:account.copied' : 'access:account.copy')}
      </button>
    </div>
  );
}
