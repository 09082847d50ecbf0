import { useState } from "react";
import type { Columns } from "#host/generated";
import { Button } from "#kit/Button";
import { Checkbox } from "#kit/Checkbox";
import { Icon } from "#kit/Icon";
import { isComposing } from "#kit/keys";
import { Popover } from "#kit/Popover";
import { useText } from "#text/TextProvider";
import { inOrder, moved, shown, toggled, USUAL } from "./columns";
import styles from "./ColumnChoice.module.css";

interface ColumnChoiceProps {
  columns: Columns;
  onColumns: (columns: Columns) => void;
}

/** Which columns are shown, and in which order. */
export function ColumnChoice({ columns, onColumns }: ColumnChoiceProps) {
  const { text } = useText();
  const words = text.orders.columnChoice;
  const [open, setOpen] = useState(false);
  const [place, setPlace] = useState<HTMLElement | null>(null);
  const all = inOrder(columns);
  return (
    <span
      ref={setPlace}
      onKeyDown={(event) => {
        if (!open || isComposing(event) || event.key !== "Escape") return;
        event.preventDefault();
        event.stopPropagation();
        setOpen(false);
        place?.querySelector("button")?.focus();
      }}
    >
      <Button
        quiet
        hasPopup="dialog"
        expanded={open}
        onClick={() => {
          setOpen(!open);
        }}
      >
        <Icon name="columns" />
        {words.button(shown(columns).length, all.length)}
      </Button>
      {open && place && (
        <Popover
          anchor={place}
          align="end"
          role="dialog"
          label={words.title}
          onClose={() => {
            setOpen(false);
          }}
        >
          <ul className={styles.list}>
            {all.map(({ column, word }, at) => {
              const name = text.orders.columns[word];
              return (
                <li key={column}>
                  <Checkbox
                    label={name}
                    checked={!columns.hidden.includes(column)}
                    disabled={column === "order_no"}
                    onChange={() => {
                      onColumns(toggled(columns, column));
                    }}
                  />
                  <Button
                    quiet
                    label={words.earlier(name)}
                    disabled={at === 0}
                    onClick={() => {
                      onColumns(moved(columns, column, -1));
                    }}
                  >
                    <Icon name="up" small />
                  </Button>
                  <Button
                    quiet
                    label={words.later(name)}
                    disabled={at === all.length - 1}
                    onClick={() => {
                      onColumns(moved(columns, column, 1));
                    }}
                  >
                    <Icon name="down" small />
                  </Button>
                </li>
              );
            })}
          </ul>
          <Button
            quiet
            onClick={() => {
              onColumns(USUAL);
            }}
          >
            {words.reset}
          </Button>
        </Popover>
      )}
    </span>
  );
}
