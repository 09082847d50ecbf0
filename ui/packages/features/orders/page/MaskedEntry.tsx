import { useEffect, useState } from "react";
import { asProblem } from "#host/Host";
import { useHost } from "#host/HostProvider";
import { Icon } from "#kit/Icon";
import { isComposing } from "#kit/keys";
import { useText } from "#text/TextProvider";
import type { HeadField } from "./fields";
import { useHeadForm } from "./headForm";
import { PaperField } from "./PaperField";
import styles from "./PaperForm.module.css";
import { useEntry } from "./useEntry";

/** Seconds for which an identity field stands in full (CM-SEC-03). */
const SHOWN_FOR = 30;

interface Look {
  text: string;
  /** Seconds left. */
  left: number;
}

/**
 * An identity field. It shows its mask; typing replaces the whole text, so that a mask is never stored; the eye, or F2,
 * shows the text in full for 30 seconds, which is recorded, and then it can be edited as it is.
 */
export function MaskedEntry({
  field,
  label,
  required,
}: {
  field: HeadField;
  label: string;
  required?: boolean;
}) {
  const host = useHost();
  const { text } = useText();
  const { order, drafts } = useHeadForm();
  const { cell, typed, unsaved, problems, locked, type, attributes } = useEntry(field);
  const [look, setLook] = useState<Look | null>(null);
  const filled = cell.text !== "";
  const open = look !== null;

  useEffect(() => {
    if (!open) return;
    const clock = window.setInterval(() => {
      setLook((look) => (look && look.left > 1 ? { ...look, left: look.left - 1 } : null));
    }, 1_000);
    return () => {
      window.clearInterval(clock);
    };
  }, [open]);

  const show = async () => {
    try {
      setLook({ text: await host.revealField(order.row.id, field), left: SHOWN_FOR });
      drafts.refuse(field, null);
    } catch (error) {
      drafts.refuse(field, asProblem(error));
    }
  };

  const masked = filled && !look && typed === undefined;
  const hint = `${attributes.id}-hint`;
  return (
    <PaperField
      field={field}
      id={attributes.id}
      label={label}
      {...(required && { required })}
      problems={problems}
      text={typed ?? look?.text ?? cell.text}
      unsaved={unsaved}
      locked={locked}
    >
      <input
        {...attributes}
        type="text"
        aria-required={required}
        aria-describedby={
          [attributes["aria-describedby"], masked && hint].filter(Boolean).join(" ") || undefined
        }
        placeholder={masked ? cell.text : undefined}
        title={masked ? text.orders.reveal.masked : undefined}
        value={typed ?? look?.text ?? ""}
        onBlur={() => {
          if (typed !== undefined) setLook(null);
          attributes.onBlur();
        }}
        onKeyDown={(event) => {
          attributes.onKeyDown(event);
          if (isComposing(event) || event.defaultPrevented || !masked) return;
          if (event.key === "F2") {
            event.preventDefault();
            void show();
          }
          // The mask is no text that could be deleted letter by letter: one key empties the field.
          if ((event.key === "Delete" || event.key === "Backspace") && !locked) type("");
        }}
      />
      {masked && (
        <span id={hint} hidden>
          {cell.text} {text.orders.reveal.masked}
        </span>
      )}
      {filled && typed === undefined && (
        <button
          type="button"
          className={styles.eye}
          // F2 does the same from the field itself: Tab goes from field to field.
          tabIndex={-1}
          aria-pressed={open}
          aria-label={open ? text.orders.reveal.hide(label) : text.orders.reveal.show(label)}
          title={text.orders.reveal.audited}
          onClick={() => {
            if (open) setLook(null);
            else void show();
          }}
        >
          {look && <span>{text.orders.reveal.left(look.left)}</span>}
          <Icon name="eye" />
        </button>
      )}
    </PaperField>
  );
}
