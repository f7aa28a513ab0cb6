import type { FigureWords } from '../../domain/patterns/figures/words.ts';
import type { UnreadPart } from './patternView.ts';

/** What the address asked for and does not exist, and what would be right: a link must not show more than it says. */
export function UnreadAddress({
  parts,
  words: { t },
  onClose,
}: {
  parts: readonly UnreadPart[];
  words: FigureWords;
  onClose: () => void;
}) {
  if (parts.length === 0) return null;
  const textOf = ({ name, value, right }: UnreadPart) => {
    const list = right === 'day' ? t('patterns:page.unreadDay') : right.join(', ');
    return value === null
      ? t('patterns:page.unreadName', { name, right: list })
      : t('patterns:page.unreadValue', { name, value, right: list });
  };
  return (
    <div className="pattern-empty" role="status">
      <p>
        <strong>{t('patterns:page.unread')}</strong>
      </p>
      {parts.map((part) => (
        <p key={`${part.name} ${part.value}`}>{textOf(part)}</p>
      ))}
      <p>
        <button type="button" onClick={onClose}>
          {t('patterns:page.unreadClose')}
        </button>
      </p>
    </div>
  );
}
