import type { ReactNode } from 'react';
import { useWords } from '../format.ts';
import { useUndoKeys } from '../view/useUndoKeys.ts';
import { useView } from '../view/ViewProvider.tsx';

/** At the end of the filter bar: undo, redo, and what the caller adds. */
export function ViewTools({ children }: { children?: ReactNode }) {
  const { t } = useWords();
  const { undo, redo, canUndo, canRedo } = useView();
  useUndoKeys();
  return (
    <div className="view-tools">
      <Tool
        text={t('view:undo')}
        keys="Control+Z"
        isOff={!canUndo}
        path="M6 3L2 7l4 4M2 7h8a4 4 0 0 1 0 8H7"
        onPress={undo}
      />
      <Tool
        text={t('view:redo')}
        keys="Control+Shift+Z"
        isOff={!canRedo}
        path="M12 3l4 4-4 4M16 7H8a4 4 0 0 0 0 8h3"
        onPress={redo}
      />
      {children}
    </div>
  );
}

function Tool({
  text,
  keys,
  isOff,
  path,
  onPress,
}: {
  text: string;
  keys: string;
  isOff: boolean;
  path: string;
  onPress: () => void;
}) {
  return (
    <button
      type="button"
      className="icon"
      aria-label={text}
      aria-keyshortcuts={keys}
      title={text}
      disabled={isOff}
      onClick={onPress}
    >
      <svg width="18" height="18" viewBox="0 0 18 18" aria-hidden="true">
        <path d={path} fill="none" stroke="currentColor" strokeWidth="1.6" />
      </svg>
    </button>
  );
}
