import { useEffect, useRef } from 'react';
import { Menu } from '../filters/Menu.tsx';
import { useWords } from '../format.ts';
import { useSession } from '../session.ts';

/** Keys, and what each does; the words are in the catalogue under the same name. */
const KEYS = [
  ['keys', ['?']],
  ['search', ['/']],
  ['back', ['Esc']],
  ['undo', ['Ctrl', 'Z']],
  ['redo', ['Ctrl', 'shift', 'Z']],
  ['move', ['← ↑ → ↓']],
  ['zoom', ['+ −']],
  ['time', ['← →']],
  ['timeFar', ['shift', '← →']],
  ['play', ['space']],
  ['next', ['Tab']],
  ['open', ['Enter']],
] as const;
/** Keys that each language calls by a name of its own. */
const NAMED = ['shift', 'space'] as const;

/** Help in the header: how to, words, methods, the printed guide, and the keys, which `?` opens too. */
export function HelpMenu() {
  const { t } = useWords();
  const { may } = useSession();
  const keyName = (key: string) => {
    const named = NAMED.find((one) => one === key);
    return named ? t(`help:keys.named.${named}`) : key;
  };
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const isTyping = event.target instanceof HTMLElement && event.target.closest('input, textarea, select');
      if (event.key !== '?' || isTyping || document.querySelector('dialog[open]')) return;
      event.preventDefault();
      dialog.current?.showModal();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
  return (
    <div className="tool-menu help-menu">
      <Menu
        label={
          <>
            <span aria-hidden="true" className="help-mark">
              ?
            </span>
            <span className="hidden">{t('nav.help')}</span>
          </>
        }
        active={0}
      >
        <a href="/ayuda">{t('help:menu.howTo')}</a>
        <a href="/ayuda#palabras">{t('help:menu.glossary')}</a>
        <a href="/ayuda#metodos">{t('help:menu.methods')}</a>
        <a href="/guia">{t('nav.guide')}</a>
        <button type="button" onClick={() => dialog.current?.showModal()}>
          {t('help:menu.keys')}
        </button>
        <a href="/acerca">{t('nav.about')}</a>
      </Menu>
      <dialog ref={dialog} className="keys" aria-label={t('help:keys.title')}>
        <h2>{t('help:keys.title')}</h2>
        <dl>
          {KEYS.filter(([name]) => name !== 'search' || may('map.read')).map(([name, keys]) => (
            <div key={name}>
              <dt>
                <kbd>{keys.map(keyName).join('+')}</kbd>
              </dt>
              <dd>{t(`help:keys.${name}`)}</dd>
            </div>
          ))}
        </dl>
        <button type="button" className="primary" onClick={() => dialog.current?.close()}>
          {t('help:keys.close')}
        </button>
      </dialog>
    </div>
  );
}
