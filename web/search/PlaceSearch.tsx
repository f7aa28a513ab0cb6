import { useCombobox } from 'downshift';
import { useCallback, useEffect, useId, useMemo, useRef, useState } from 'react';
import type { GeocodeAnswer } from '../../api/contract-geocode.ts';
import { useWords } from '../format.ts';
import { useGeocode } from '../geocoding/useGeocode.ts';
import { matchingPlaces, type PlaceEntry } from './placeEntries.ts';
import { useSlash } from './useSlash.ts';

/** Letters from which on the gazetteer is asked beside what the page knows. */
const ASK_FROM = 3;

interface Props {
  entries: readonly PlaceEntry[];
  onChoose: (entry: PlaceEntry) => void;
  /** It is what the reader came for: typing begins at once. */
  isFirst?: boolean;
  /** On Escape, where there is something to leave. */
  onLeave?: () => void;
}

/** Finds states, corridors, stations and towns as one types, with or without accents; `/` leads here. */
export default function PlaceSearch({ entries, onChoose, isFirst = false, onLeave }: Props) {
  const { t, counted } = useWords();
  const inputId = useId();
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState('');
  const geocoded = useGeocode({ text: text.trim().length >= ASK_FROM ? text : '' });
  const found = useMemo(() => {
    const known = matchingPlaces(entries, text);
    const asked = geocoded.value && text.trim().length >= ASK_FROM ? placesOf(geocoded.value) : [];
    const isNew = ({ name, kind }: PlaceEntry) =>
      !known.some((entry) => entry.name === name && (entry.kind === kind || entry.kind === 'station'));
    return [...known, ...asked.filter(isNew)];
  }, [entries, text, geocoded.value]);
  useSlash(useCallback(() => input.current?.focus(), []));
  useEffect(() => {
    if (isFirst) input.current?.focus();
  }, [isFirst]);

  const combobox = useCombobox<PlaceEntry>({
    items: found,
    inputId,
    inputValue: text,
    selectedItem: null,
    defaultHighlightedIndex: 0,
    itemToString: (entry) => entry?.name ?? '',
    onSelectedItemChange: ({ selectedItem }) => {
      if (!selectedItem) return;
      onChoose(selectedItem);
      setText('');
      input.current?.blur();
    },
  });
  const { isOpen, highlightedIndex } = combobox;
  const isShown = isOpen && text.trim() !== '';
  return (
    <div className="place-search">
      <input
        {...combobox.getInputProps({
          'aria-label': t('search:label'),
          ref: input,
          // By the event, not by the state: letters typed quickly would be lost.
          onChange: (event) => setText(event.currentTarget.value),
          // The page's own Escape goes back; this one only closes the list and leaves the field.
          onKeyDown: (event) => {
            if (event.key !== 'Escape') return;
            event.preventDefault();
            setText('');
            input.current?.blur();
            onLeave?.();
          },
        })}
        type="text"
        autoComplete="off"
        spellCheck={false}
        placeholder={t('search:placeholder')}
        title={t('search:hint')}
      />
      <ul
        {...combobox.getMenuProps({ 'aria-label': t('search:label') })}
        className="place-list"
        hidden={!isShown || found.length === 0}
      >
        {isShown &&
          found.map((entry, index) => (
            <li
              key={entry.id}
              {...combobox.getItemProps({ item: entry, index })}
              className={index === highlightedIndex ? 'highlighted' : undefined}
            >
              <span>{entry.name}</span>
              <small>
                {t(`search:kind.${entry.kind}`)}
                {entry.note && ` · ${entry.note}`}
              </small>
            </li>
          ))}
      </ul>
      <p className={isShown && found.length === 0 ? 'place-none' : 'hidden'} role="status">
        {isShown ? t('search:found', counted(found.length)) : ''}
      </p>
    </div>
  );
}

/** Places that the gazetteer knows by the text. */
function placesOf(answer: GeocodeAnswer): PlaceEntry[] {
  if (answer.status === 'unmatched') return [];
  const candidates =
    answer.status === 'ambiguous'
      ? answer.candidates
      : [{ ...answer, name: answer.matches.at(-1)?.name ?? '' }, ...answer.alternatives];
  return candidates
    .filter(({ name, precision }) => name !== '' && precision !== 'state')
    .map(({ name, lon, lat }) => ({
      id: `asked/${name}/${lon},${lat}`,
      kind: 'town',
      name,
      note: null,
      camera: { zoom: 9, lat, lon },
      scope: null,
    }));
}
