import { useEffect, useState } from 'react';

const SHOWN_MS = 8_000;

/** A sentence that appears when it changes, is read out, and leaves by itself. */
export function Toast({ text }: { text: string | null }) {
  const [gone, setGone] = useState<string | null>(null);
  useEffect(() => {
    if (text === null) return;
    const timer = setTimeout(() => setGone(text), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return (
    <div className="toast" role="status" aria-live="polite">
      {text !== null && text !== gone && <p>{text}</p>}
    </div>
  );
}
