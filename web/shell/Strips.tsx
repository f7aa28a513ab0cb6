import { useWords } from '../format.ts';

interface Props {
  unreachable: boolean;
  /** When what is shown came, in milliseconds since 1970; null when nothing has come. */
  loadedAtMs: number | null;
  /** Invented incidents among those shown, and all shown. */
  synthetic: number;
  shown: number;
}

/** What must be known before any number is believed: what is invented, what is out of reach. */
export function Strips({ unreachable, loadedAtMs, synthetic, shown }: Props) {
  const { t, number, time } = useWords();
  return (
    <section className="strips" aria-label={t('strip.title')}>
      {unreachable && (
        <p className="strip strip-alert" role="alert">
          {loadedAtMs === null
            ? t('strip.unreachableEmpty')
            : t('strip.unreachable', { time: time(loadedAtMs) })}
        </p>
      )}
      {synthetic > 0 && (
        <p className="strip strip-synthetic">
          <strong>{t('strip.syntheticTitle')}</strong>{' '}
          {t('strip.synthetic', { n: number(synthetic), total: number(shown) })}
        </p>
      )}
    </section>
  );
}
