import type { AlertDetail } from '../../api/contract-alerts.ts';
import { useWords } from '../format.ts';

/** Whom victims can be sent to; what nobody made sure of says so. */
export function Referrals({ referrals }: Pick<AlertDetail, 'referrals'>) {
  const { t } = useWords();
  if (referrals.length === 0) return null;
  return (
    <section>
      <h4>{t('alerts:page.referrals')}</h4>
      <ul className="referrals">
        {referrals.map(({ referralId, name, help, contact, isVerified }) => (
          <li key={referralId}>
            <p>
              <strong>{name}</strong>{' '}
              <span className={`alert-mark alert-mark-${isVerified ? 'quiet' : 'amber'}`}>
                {t(isVerified ? 'alerts:page.verified' : 'alerts:page.verify')}
              </span>
            </p>
            <p>{help}</p>
            <p>{contact === '' ? t('alerts:page.noContact') : contact}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}
