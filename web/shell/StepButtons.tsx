import { useWords } from '../format.ts';
import { redo, undo, useSteps } from '../view/address.ts';

/** Undo and redo of what the page shows; Ctrl+Z and Ctrl+Shift+Z do the same. */
export function StepButtons() {
  const { t } = useWords();
  const { canUndo, canRedo } = useSteps();
  return (
    <>
      <StepButton
        text={t('view:undo')}
        keys="Control+Z"
        isOff={!canUndo}
        path="M6 3L2 7l4 4M2 7h8a4 4 0 0 1 0 8H7"
        onPress={undo}
      />
      <StepButton
        text={t('view:redo')}
        keys="Control+Shift+Z"
        isOff={!canRedo}
        path="M12 3l4 4-4 4M16 7H8a4 4 0 0 0 0 8h3"
        onPress={redo}
      />
    </>
  );
}

function StepButton({
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
      className="icon step"
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
