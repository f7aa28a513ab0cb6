import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';

/** A button that opens a small pane below it; closes on Escape, on a click elsewhere and when focus leaves. */
export function Menu({ label, active, children }: { label: ReactNode; active: number; children: ReactNode }) {
  const [open, setOpen] = useState(false);
  // What is in the pane is loaded when it is opened first.
  const [hasOpened, setHasOpened] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const paneId = useId();

  useEffect(() => {
    if (!open) return;
    const onPointer = (event: PointerEvent) => {
      if (!root.current?.contains(event.target as Node)) setOpen(false);
    };
    document.addEventListener('pointerdown', onPointer);
    return () => document.removeEventListener('pointerdown', onPointer);
  }, [open]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !open) return;
    // The page's own Escape goes back; this one only closes the pane.
    event.stopPropagation();
    setOpen(false);
    button.current?.focus();
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only listens for Escape from the controls inside
    <div
      ref={root}
      className="menu"
      onKeyDown={onKeyDown}
      onBlur={(event) => {
        if (event.relatedTarget && !root.current?.contains(event.relatedTarget)) setOpen(false);
      }}
    >
      <button
        ref={button}
        type="button"
        className="menu-button"
        aria-expanded={open}
        aria-controls={paneId}
        onClick={() => {
          setOpen(!open);
          setHasOpened(true);
        }}
      >
        {label}
        {active > 0 && <span className="badge">{active}</span>}
        <span className="caret" aria-hidden="true" />
      </button>
      <div id={paneId} className="pane" hidden={!open}>
        {hasOpened && children}
      </div>
    </div>
  );
}
