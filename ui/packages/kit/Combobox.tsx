import { useId, useState, type ReactNode } from "react";
import { described, Field, type FieldProblem } from "./Field";
import { Icon } from "./Icon";
import { isComposing } from "./keys";
import { Popover } from "./Popover";
import styles from "./Combobox.module.css";
import fieldStyles from "./TextField.module.css";

export interface ComboOption {
  value: string;
  label: string;
  /** What else finds it: codes, names in the other language. */
  also?: string;
}

interface ComboboxProps {
  label: string;
  /** The value chosen, or null. */
  value: string | null;
  /** What stands in the field where nothing of the list is chosen: a text as typed. */
  typed?: string;
  options: readonly ComboOption[];
  /** A choice; `null` empties the field. */
  onChoose: (value: string | null) => void;
  /** A text that is none of the choices; without it such a text is dropped. */
  onType?: (text: string) => void;
  noHits: string;
  problem?: FieldProblem | null | undefined;
  hint?: ReactNode;
  required?: boolean;
  disabled?: boolean;
  /** No label above and no frame: for a field inside a paper form, which labels and frames it. */
  bare?: boolean;
  placeholder?: string;
  describedBy?: string;
  invalid?: boolean;
}

/** At most this many are shown; typing narrows further. */
const SHOWN = 60;

function find(options: readonly ComboOption[], words: string): ComboOption[] {
  const word = words.trim().toLowerCase();
  if (word === "") return options.slice(0, SHOWN);
  const texts = (option: ComboOption) => `${option.label} ${option.also ?? ""}`.toLowerCase();
  const begins = options.filter((option) =>
    texts(option)
      .split(/\s+/)
      .some((text) => text.startsWith(word)),
  );
  const holds = options.filter((option) => !begins.includes(option) && texts(option).includes(word));
  return [...begins, ...holds].slice(0, SHOWN);
}

/** A list that is searched by typing; Chinese, English and codes find the same entry. */
export function Combobox(props: ComboboxProps) {
  const { label, value, typed = "", options, onChoose, onType, bare = false } = props;
  const id = useId();
  const [box, setBox] = useState<HTMLSpanElement | null>(null);
  const shown = options.find((option) => option.value === value)?.label ?? typed;
  const [words, setWords] = useState<string | null>(null);
  const [at, setAt] = useState(0);
  const open = words !== null;
  const hits = open ? find(options, words === shown ? "" : words) : [];
  const close = () => {
    setWords(null);
    setAt(0);
  };
  const choose = (option: ComboOption | undefined) => {
    close();
    if (option) onChoose(option.value);
  };
  const leave = () => {
    if (words === null) return;
    const text = words.trim();
    const same = options.find((option) => option.label.toLowerCase() === text.toLowerCase());
    close();
    if (text === shown) return;
    if (text === "") onChoose(null);
    else if (same) onChoose(same.value);
    else onType?.(text);
  };
  const input = (
    <span ref={setBox} className={bare ? styles.bare : fieldStyles.box}>
      <input
        id={id}
        role="combobox"
        type="text"
        className={bare ? undefined : `${fieldStyles.input} ${fieldStyles.signed}`}
        autoComplete="off"
        spellCheck={false}
        aria-label={bare ? label : undefined}
        aria-expanded={open}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={open && hits[at] ? `${id}-${at}` : undefined}
        aria-required={props.required}
        disabled={props.disabled}
        placeholder={props.placeholder}
        {...(bare
          ? { "aria-describedby": props.describedBy, "aria-invalid": props.invalid }
          : described(id, props.hint, props.problem))}
        value={words ?? shown}
        onChange={(event) => {
          setWords(event.target.value);
          setAt(0);
        }}
        onClick={() => {
          setWords(words ?? shown);
        }}
        onBlur={leave}
        onKeyDown={(event) => {
          if (isComposing(event)) return;
          const down = event.key === "ArrowDown" || event.key === "ArrowUp";
          if (down && !open) {
            event.preventDefault();
            setWords(shown);
          } else if (down) {
            event.preventDefault();
            const next = at + (event.key === "ArrowDown" ? 1 : -1);
            setAt(Math.max(0, Math.min(next, hits.length - 1)));
          } else if (event.key === "Enter" && open) {
            event.preventDefault();
            if (hits[at] && words.trim() !== "") choose(hits[at]);
            else leave();
          } else if (event.key === "Tab" && open && words.trim() !== "" && words !== shown && hits[at]) {
            choose(hits[at]);
          } else if (event.key === "Escape" && open) {
            event.preventDefault();
            event.stopPropagation();
            close();
          }
        }}
      />
      {!bare && (
        <span className={styles.sign}>
          <Icon name="down" />
        </span>
      )}
      {open && box && (
        <Popover anchor={box} matchWidth manual bare onClose={close}>
          <ul id={`${id}-list`} role="listbox" aria-label={label} className={styles.list}>
            {hits.map((option, number) => (
              <li
                key={option.value}
                id={`${id}-${number}`}
                role="option"
                aria-selected={number === at}
                ref={number === at ? (item) => item?.scrollIntoView({ block: "nearest" }) : undefined}
                // The field keeps the focus: a blur would close the list before the click.
                onPointerDown={(event) => {
                  event.preventDefault();
                }}
                onClick={() => {
                  choose(option);
                }}
              >
                <span>{option.label}</span>
                {option.also !== undefined && <small>{option.also}</small>}
              </li>
            ))}
            {hits.length === 0 && <li className={styles.none}>{props.noHits}</li>}
          </ul>
        </Popover>
      )}
    </span>
  );
  if (bare) return input;
  return (
    <Field id={id} label={label} required={props.required ?? false} hint={props.hint} problem={props.problem}>
      {input}
    </Field>
  );
}
