import { useCombobox } from 'downshift';
import { useEffect, useId, useMemo, useState } from 'react';
import { foldedKey } from '../../domain/geocoding/places.ts';
import { useWords } from '../format.ts';

interface Props {
  label: string;
  stations: readonly string[];
  value: string | null;
  onChange: (station: string | null) => void;
}

/** Most stations listed at once: the list is scrolled, not the page. */
const LISTED = 60;

/** A station by its name: one types some letters, with or without accents, and picks with the keys or the pointer. */
export function StationField({ label, stations, value, onChange }: Props) {
  const { t, counted } = useWords();
  const inputId = useId();
  const [text, setText] = useState(value ?? '');
  useEffect(() => setText(value ?? ''), [value]);
  const found = useMemo(() => matching(stations, text === value ? '' : text), [stations, text, value]);
  const combobox = useCombobox<string>({
    items: found,
    inputId,
    inputValue: text,
    selectedItem: value,
    itemToString: (station) => station ?? '',
    onInputValueChange: ({ inputValue }) => {
      setText(inputValue);
      if (inputValue === '') onChange(null);
    },
    onSelectedItemChange: ({ selectedItem }) => {
      if (selectedItem !== null) onChange(selectedItem);
    },
    stateReducer: (_, { type, changes }) => {
      const { InputBlur, InputKeyDownEscape } = useCombobox.stateChangeTypes;
      // What was typed and not picked is no station: the field goes back to the one that is shown.
      if (type === InputBlur && !changes.selectedItem) return { ...changes, inputValue: value ?? '' };
      if (type === InputBlur) return { ...changes, inputValue: changes.selectedItem ?? '' };
      if (type === InputKeyDownEscape) return { ...changes, selectedItem: value, inputValue: value ?? '' };
      return changes;
    },
  });
  const { isOpen, highlightedIndex } = combobox;
  return (
    <div className="station-field">
      <label {...combobox.getLabelProps()} htmlFor={inputId}>
        {label}
      </label>
      <div className="station-input">
        <input
          {...combobox.getInputProps({
            // The page's own Escape goes back; this one only closes the list.
            onKeyDown: (event) => event.key === 'Escape' && isOpen && event.preventDefault(),
          })}
          type="text"
          autoComplete="off"
          spellCheck={false}
          placeholder={t('routes:placeholder')}
        />
        <button
          type="button"
          {...combobox.getToggleButtonProps()}
          aria-label={t('routes:openStations', { label })}
        >
          <span className="caret" aria-hidden="true" />
        </button>
      </div>
      <ul {...combobox.getMenuProps()} className="station-list" hidden={!isOpen}>
        {isOpen &&
          found.map((station, index) => (
            <li
              key={station}
              {...combobox.getItemProps({ item: station, index })}
              className={index === highlightedIndex ? 'highlighted' : undefined}
            >
              {station}
            </li>
          ))}
      </ul>
      <p className={isOpen && found.length === 0 ? 'quiet' : 'hidden'} role="status">
        {isOpen ? t('routes:stationsFound', counted(found.length)) : ''}
      </p>
    </div>
  );
}

/** Stations that hold the text, those that begin with it first; all for an empty text. */
function matching(stations: readonly string[], text: string): string[] {
  const wanted = foldedKey(text);
  const starts = (station: string) => foldedKey(station).startsWith(wanted);
  return stations
    .filter((station) => foldedKey(station).includes(wanted))
    .sort((a, b) => Number(starts(b)) - Number(starts(a)))
    .slice(0, LISTED);
}
