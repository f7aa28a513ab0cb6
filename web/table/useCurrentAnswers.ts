import type { HotspotsFound } from '../../api/contract-hotspots.ts';
import { isOfBefore } from '../data/useComputed.ts';
import { useHotspotData } from '../hotspots/useHotspots.ts';
import { type RiskData, useRiskData } from '../network/useRisk.ts';

export interface CurrentAnswers {
  hotspots: HotspotsFound | null;
  risk: RiskData['found'];
  /** One of them is drawn as it was before the view changed: what is on the map has no words that are true of it. */
  isOfBefore: boolean;
}

/** What hotspots and scores say of the view that is open, for whatever takes them along with its filters in words. */
export function useCurrentAnswers(): CurrentAnswers {
  const hotspotData = useHotspotData();
  const riskData = useRiskData();
  const areHotspotsOld =
    hotspotData !== null && hotspotData.nothing === null && isOfBefore(hotspotData.hotspots);
  const isRiskOld = riskData !== null && isOfBefore(riskData.risk);
  return {
    hotspots: areHotspotsOld ? null : (hotspotData?.found ?? null),
    risk: isRiskOld ? null : (riskData?.found ?? null),
    isOfBefore: areHotspotsOld || isRiskOld,
  };
}
