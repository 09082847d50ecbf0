import { useId, useState, type ReactNode } from "react";
import { Button } from "#kit/Button";
import { Icon } from "#kit/Icon";
import { isComposing } from "#kit/keys";
import { Popover } from "#kit/Popover";
import { useText } from "#text/TextProvider";
import styles from "./FilterBar.module.css";

interface FilterChipProps {
  label: string;
  /** What it narrows to, in words; `null` while it narrows nothing. */
  value: string | null;
  onClear: () => void;
  /** What stands in the popover; closes it by `done`. */
  children: (done: () => void) => ReactNode;
}

/** One filter: a button that opens its question, and a cross that takes the answer back. */
export function FilterChip({ label, value, onClear, children }: FilterChipProps) {
  const { text } = useText();
  const [open, setOpen] = useState(false);
  const [place, setPlace] = useState<HTMLElement | null>(null);
  const id = useId();
  const done = () => {
    setOpen(false);
    place?.querySelector("button")?.focus();
  };
  return (
    <span ref={setPlace} className={value === null ? styles.chip : `${styles.chip} ${styles.set}`}>
      <button
        type="button"
        aria-haspopup="dialog"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onClick={() => {
          setOpen(!open);
        }}
      >
        {value === null ? label : text.orders.filter.named(label, value)}
        {value === null && <Icon name="down" small />}
      </button>
      {value !== null && (
        <button type="button" aria-label={text.orders.filter.remove(label)} onClick={onClear}>
          <Icon name="cross" small />
        </button>
      )}
      {open && place && (
        <Popover
          id={id}
          role="dialog"
          label={label}
          anchor={place}
          onClose={() => {
            setOpen(false);
          }}
        >
          <div
            className={styles.pop}
            onKeyDown={(event) => {
              if (isComposing(event) || event.key !== "Escape" || event.defaultPrevented) return;
              event.preventDefault();
              event.stopPropagation();
              done();
            }}
          >
            {children(done)}
          </div>
        </Popover>
      )}
    </span>
  );
}

interface AskTextProps {
  label: string;
  hint?: string;
  fields: { name: string; label: string; value: string }[];
  /** Answers that are given often. */
  quick?: { label: string; values: string[] }[];
  onAnswer: (values: string[]) => void;
}

/** Asks for one text, or two that belong together. */
export function AskText({ label, hint, fields, quick = [], onAnswer }: AskTextProps) {
  const { text } = useText();
  const [values, setValues] = useState(fields.map((field) => field.value));
  const id = useId();
  return (
    <form
      aria-label={label}
      className={styles.ask}
      onKeyDown={(event) => {
        // Enter that takes a pinyin candidate answers nothing.
        if (isComposing(event) && event.key === "Enter") event.preventDefault();
      }}
      onSubmit={(event) => {
        event.preventDefault();
        onAnswer(values.map((value) => value.trim()));
      }}
    >
      {fields.map((field, at) => (
        <label key={field.name}>
          <span>{field.label}</span>
          <input
            type="text"
            data-autofocus={at === 0 ? "" : undefined}
            autoComplete="off"
            spellCheck={false}
            aria-describedby={hint ? id : undefined}
            value={values[at]}
            onChange={(event) => {
              setValues(values.map((value, other) => (other === at ? event.target.value : value)));
            }}
          />
        </label>
      ))}
      {hint && (
        <p id={id} className="hint">
          {hint}
        </p>
      )}
      {quick.length > 0 && (
        <p className={styles.quick}>
          {quick.map((answer) => (
            <Button
              key={answer.label}
              quiet
              onClick={() => {
                onAnswer(answer.values);
              }}
            >
              {answer.label}
            </Button>
          ))}
        </p>
      )}
      <Button submit tone="primary">
        {text.orders.filter.apply}
      </Button>
    </form>
  );
}
