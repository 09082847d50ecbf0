import { useState } from "react";
import { flushSync } from "react-dom";
import { useText } from "#text/TextProvider";
import type { HeadField } from "./fields";
import { PaperField } from "./PaperField";
import styles from "./PaperForm.module.css";
import { useEntry } from "./useEntry";

interface TextEntryProps {
  field: HeadField;
  label: string;
  required?: boolean;
  span?: 1 | 2 | 3;
  numeric?: boolean;
  /** What the text is shown as while nobody is in the field. */
  shown?: (text: string) => string;
}

/** A field of one line. A number is shown with its commas, and without them while somebody edits it. */
export function TextEntry({ field, label, required, span, numeric, shown = (text) => text }: TextEntryProps) {
  const { cell, typed, unsaved, problems, locked, attributes } = useEntry(field);
  const [inside, setInside] = useState(false);
  return (
    <PaperField
      field={field}
      id={attributes.id}
      label={label}
      {...(required && { required })}
      {...(span && { span })}
      problems={problems}
      text={typed ?? (inside ? cell.text : shown(cell.text))}
      numeric={numeric}
      unsaved={unsaved}
      locked={locked}
    >
      <input
        {...attributes}
        type="text"
        inputMode={numeric ? "decimal" : undefined}
        aria-required={required}
        className={numeric ? styles.number : undefined}
        value={typed ?? (inside ? cell.text : shown(cell.text))}
        onFocus={(event) => {
          if (cell.text === shown(cell.text)) return;
          // The commas go before anything is typed, and the whole stays selected for whoever came by Tab.
          flushSync(() => {
            setInside(true);
          });
          event.target.select();
        }}
        onBlur={() => {
          setInside(false);
          attributes.onBlur();
        }}
      />
    </PaperField>
  );
}

interface LinesEntryProps {
  field: HeadField;
  label: string;
  span?: 1 | 2 | 3;
  hint?: string;
}

/** A field of several lines: one line at rest, opening over what is below while somebody is in it. */
export function LinesEntry({ field, label, span, hint }: LinesEntryProps) {
  const { text } = useText();
  const { cell, typed, unsaved, problems, locked, attributes } = useEntry(field, true);
  const [inside, setInside] = useState(false);
  const value = typed ?? cell.text;
  const lines = value.split("\n");
  return (
    <PaperField
      field={field}
      id={attributes.id}
      label={label}
      {...(span && { span })}
      problems={problems}
      text={inside ? "" : lines.join("，")}
      unsaved={unsaved}
      locked={locked}
    >
      <textarea
        {...attributes}
        rows={1}
        value={inside ? value : lines.join("，")}
        aria-description={hint}
        onFocus={() => {
          setInside(true);
        }}
        onBlur={() => {
          setInside(false);
          attributes.onBlur();
        }}
      />
      {!inside && lines.length > 1 && (
        <span className={styles.more}>{text.orders.panel.lines(String(lines.length))}</span>
      )}
    </PaperField>
  );
}
