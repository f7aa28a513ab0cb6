import { SPLITS, type Split } from '../../domain/alerts/rule.ts';
import { loadCorridors } from '../data/corridors.ts';
import { useLoaded } from '../data/useLoaded.ts';
import { useWords } from '../format.ts';
import { LinesFailed } from '../panel/LinesFailed.tsx';
import { stretchEnds } from '../panel/stretchEnds.ts';
import { StateOptions } from '../StateOptions.tsx';
import { CellField } from './CellField.tsx';
import { CornersField } from './CornersField.tsx';
import { GroupFault, RuleField } from './RuleField.tsx';
import type { DraftProps } from './RuleForm.tsx';
import type { RuleDraft } from './ruleDraft.ts';

const PLACE_KINDS = ['country', 'state', 'corridor', 'stretch', 'cell', 'polygon'] as const;

/** What can be judged by itself within a place: states in the country, stretches where there are several. */
function splitsOf({ placeKind, conditionKind }: RuleDraft): readonly Split[] {
  if (conditionKind === 'hotspot' || conditionKind === 'scan') return ['whole'];
  if (placeKind === 'country') return SPLITS;
  return placeKind === 'stretch' || placeKind === 'cell' ? ['whole'] : ['whole', 'stretch'];
}

/** Where the rule looks. */
export function PlaceFields({ draft, onChange }: DraftProps) {
  const words = useWords();
  const { t } = words;
  const { placeKind } = draft;
  const onTrack = placeKind === 'corridor' || placeKind === 'stretch';
  const lines = useLoaded(onTrack ? '/api/corridors' : null, loadCorridors);
  const corridors = lines.value?.corridors ?? [];
  const splits = splitsOf(draft);
  const chooseKind = (value: string) => {
    const kind = PLACE_KINDS.find((word) => word === value) ?? placeKind;
    const fits = splitsOf({ ...draft, placeKind: kind }).includes(draft.split);
    onChange({ placeKind: kind, ...(fits ? {} : { split: 'whole' }) });
  };
  return (
    <fieldset className="rule-section">
      <legend>{t('alerts:rule.place')}</legend>
      <div className="rule-fields">
        <RuleField field="place" label={t('alerts:rule.placeKind')}>
          {(control) => (
            <select {...control} value={placeKind} onChange={({ target }) => chooseKind(target.value)}>
              {PLACE_KINDS.map((kind) => (
                <option key={kind} value={kind}>
                  {t(`alerts:rule.placeOf.${kind}`)}
                </option>
              ))}
            </select>
          )}
        </RuleField>
        <LinesFailed loaded={lines} />
        {placeKind === 'state' && (
          <RuleField field="place.code" label={t('alerts:rule.state')}>
            {(control) => (
              <select
                {...control}
                value={draft.stateCode}
                onChange={({ target }) => onChange({ stateCode: target.value })}
              >
                <option value="">{t('alerts:rule.choose')}</option>
                <StateOptions />
              </select>
            )}
          </RuleField>
        )}
        {placeKind === 'corridor' && (
          <RuleField field="place.corridorId" label={t('alerts:rule.corridor')}>
            {(control) => (
              <select
                {...control}
                value={draft.corridorId}
                onChange={({ target }) => onChange({ corridorId: target.value })}
              >
                <option value="">{t('alerts:rule.choose')}</option>
                {corridors.map(({ id, name }) => (
                  <option key={id} value={id}>
                    {name}
                  </option>
                ))}
              </select>
            )}
          </RuleField>
        )}
        {placeKind === 'stretch' && (
          <RuleField field="place.stretchId" label={t('alerts:rule.stretch')}>
            {(control) => (
              <select
                {...control}
                value={draft.stretchId}
                onChange={({ target }) => onChange({ stretchId: target.value })}
              >
                <option value="">{t('alerts:rule.choose')}</option>
                {corridors.map(({ id, name, stretches }) => (
                  <optgroup key={id} label={name}>
                    {stretches.map((stretch) => (
                      <option key={stretch.id} value={stretch.id}>
                        {t('stretch.name', stretchEnds(words, stretch))}
                      </option>
                    ))}
                  </optgroup>
                ))}
              </select>
            )}
          </RuleField>
        )}
        {splits.length > 1 && (
          <RuleField field="split" label={t('alerts:rule.splitTitle')}>
            {(control) => (
              <select
                {...control}
                value={draft.split}
                onChange={({ target }) =>
                  onChange({ split: splits.find((word) => word === target.value) ?? 'whole' })
                }
              >
                {splits.map((word) => (
                  <option key={word} value={word}>
                    {t(`alerts:rule.split.${word}`)}
                  </option>
                ))}
              </select>
            )}
          </RuleField>
        )}
      </div>
      {placeKind === 'cell' && <CellField h3={draft.h3} onChange={(h3) => onChange({ h3 })} />}
      {placeKind === 'polygon' && (
        <CornersField corners={draft.corners} onChange={(corners) => onChange({ corners })} />
      )}
      {splits.length === 1 && <GroupFault field="split" />}
    </fieldset>
  );
}
