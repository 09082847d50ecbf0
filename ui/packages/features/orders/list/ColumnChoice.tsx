import type { Columns } from "#host/generated";
import { Button } from "#kit/Button";
import { Checkbox } from "#kit/Checkbox";
import { Icon } from "#kit/Icon";
import { PopButton } from "#kit/PopButton";
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
  const all = inOrder(columns);
  return (
    <PopButton
      label={words.title}
      shows={
        <>
          <Icon name="columns" />
          {words.button(shown(columns).length, all.length)}
        </>
      }
    >
      {() => (
        <>
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
        </>
      )}
    </PopButton>
  );
}
