import type { SubscriptionRow } from '../../api/contract-messages.ts';
import { STATES } from '../../domain/states.ts';
import type { Words } from '../format.ts';

/** What a subscription is, in one sentence: how, of what, where and when. */
export function subscriptionSentence(subscription: SubscriptionRow, { t }: Words): string {
  const { channel, address, mode, digestAt, workingHours, filter, format } = subscription;
  const { stateCodes, corridorIds, area, severities, ruleIds } = filter;
  const places = [
    ...stateCodes.map((code) => STATES.find((state) => state.code === code)?.name ?? code),
    ...(corridorIds.length > 0 ? [t('messages:sentence.corridors', { count: corridorIds.length })] : []),
    ...(area ? [t('messages:sentence.area')] : []),
  ];
  return [
    t(`messages:sentence.${channel === 'webhook' ? format : channel}`, { address }),
    places.length > 0 ? places.join(', ') : t('messages:sentence.everywhere'),
    severities.length > 0
      ? severities.map((severity) => t(`alerts:severity.${severity}`)).join(', ')
      : t('messages:sentence.allSeverities'),
    ...(ruleIds.length > 0 ? [t('messages:sentence.rules', { count: ruleIds.length })] : []),
    ...(channel === 'feed'
      ? []
      : [
          mode === 'digest' ? t('messages:sentence.digest', { at: digestAt }) : t('messages:sentence.atOnce'),
        ]),
    ...(workingHours ? [t('messages:sentence.hours', { from: workingHours.from, to: workingHours.to })] : []),
  ].join(' · ');
}
