import { useWords } from '../format.ts';
import { useSession } from '../session.ts';

/** A count that opens the incidents behind it, for whoever may read them one by one. */
export function CountLink({ count, href, of }: { count: number; href: string; of: string }) {
  const { t, number, counted } = useWords();
  const { may } = useSession();
  if (count === 0 || !may('incidents.read')) return number(count);
  return (
    <a className="link" href={href} aria-label={t('today:behind', { ...counted(count), place: of })}>
      {number(count)}
    </a>
  );
}
