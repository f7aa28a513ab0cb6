import { lazy, Suspense, useCallback, useEffect, useRef } from 'react';
import { useWords } from '../format.ts';
import { useSlash } from './useSlash.ts';

const PlaceDialog = lazy(() => import('./PlaceDialog.tsx'));

/**
 * The search of places on pages without a map: a button, and `/`. What is found opens on the map.
 *
 * @param props.isOpen the pane over the page is there; the header knows, since a phone's menu opens it too
 */
export function PlaceFinder({
  isOpen,
  onOpen,
  onClose,
}: {
  isOpen: boolean;
  onOpen: () => void;
  onClose: () => void;
}) {
  const { t } = useWords();
  const dialog = useRef<HTMLDialogElement>(null);
  useSlash(onOpen);
  useEffect(() => {
    if (isOpen) dialog.current?.showModal();
  }, [isOpen]);
  const close = useCallback(() => dialog.current?.close(), []);
  return (
    <>
      <button
        type="button"
        className="icon find-open"
        aria-label={t('help:keys.search')}
        aria-keyshortcuts="/"
        title={`${t('help:keys.search')} (/)`}
        onClick={onOpen}
      >
        <svg width="18" height="18" viewBox="0 0 18 18" aria-hidden="true">
          <path
            d="M8 13.5a5.5 5.5 0 1 1 0-11 5.5 5.5 0 0 1 0 11ZM12 12l4 4"
            fill="none"
            stroke="currentColor"
            strokeWidth="1.6"
          />
        </svg>
      </button>
      <dialog ref={dialog} className="keys find-place" aria-label={t('help:keys.search')} onClose={onClose}>
        {isOpen && (
          <Suspense fallback={<p className="busy">{t('panel.loading')}</p>}>
            <PlaceDialog onClose={close} />
          </Suspense>
        )}
      </dialog>
    </>
  );
}
