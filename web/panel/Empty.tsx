import type { ReactNode } from 'react';

/** Nothing to show: why, and the way out. */
export function Empty({ text, children }: { text: string; children?: ReactNode }) {
  return (
    <div className="empty">
      <p>{text}</p>
      {children}
    </div>
  );
}
