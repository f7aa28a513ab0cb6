import { useWords } from '../format.ts';
import { PressureStrip } from './PressureStrip.tsx';

interface Props {
  unreachable: boolean;
  /** When what is shown came, in milliseconds since 1970; null when nothing has come, or not all at once. */
  loadedAtMs: number | null;
  /** When the server was heard last; said where what is shown came at several times. */
  heardAtMs?: number | null;
  /** Invented incidents among those shown, and all shown; null: some are, and how many is not for this reader. */
  synthetic: number | null;
  shown: number;
}

/** What must be known before any number is believed: what is invented, what is out of reach. */
export function Strips({ unreachable, loadedAtMs, heardAtMs = null, synthetic, shown }: Props) {
  const { t, number, time } = useWords();
  return (
    <section className="strips" aria-label={t('strip.title')}>
      {unreachable && (
        <p className="strip strip-alert" role="alert">
          {loadedAtMs !== null
            ? t('strip.unreachable', { time: time(loadedAtMs) })
            : heardAtMs !== null
              ? t('strip.unreachableSince', { time: time(heardAtMs) })
              : t('strip.unreachableEmpty')}
        </p>
      )}
      <PressureStrip />
      {synthetic !== 0 && (
        <p className="strip strip-synthetic">
          <strong>{t('strip.syntheticTitle')}</strong>{' '}
          {synthetic === null
            ? t('strip.syntheticSome')
            : t('strip.synthetic', { n: number(synthetic), total: number(shown) })}
        </p>
      )}
    </section>
  );
}
