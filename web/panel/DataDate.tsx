import { useHealth } from '../data/useHealth.ts';
import { useWords } from '../format.ts';
import { useView } from '../view/ViewProvider.tsx';

/** Up to which day the data go that a number was made of; nothing until that is known. */
export function DataDate() {
  const { t, date } = useWords();
  const { view } = useView();
  const { health } = useHealth();
  const ofView = view.filter.asOf;
  const asOf = ofView ?? health?.asOf;
  if (asOf === undefined) return null;
  // Only where there are filters and a timeline are there such to name.
  return <p className="quiet">{t(ofView ? 'view:dataDate' : 'method.dataDate', { asOf: date(asOf) })}</p>;
}
