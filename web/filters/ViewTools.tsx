import type { ReactNode } from 'react';
import { StepButtons } from '../shell/StepButtons.tsx';

/** At the end of the filter bar: undo, redo, and what the caller adds. */
export function ViewTools({ children }: { children?: ReactNode }) {
  return (
    <div className="view-tools">
      <StepButtons />
      {children}
    </div>
  );
}
