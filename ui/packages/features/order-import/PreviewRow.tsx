import type { LineColumn, PreviewRow as Row } from "#host/generated";
import { Icon } from "#kit/Icon";
import { useText } from "#text/TextProvider";
import { bareQuantity, grouped } from "#kit/figures";
import { LINE_COLUMNS } from "#host/forms";
import { cellProblems } from "./fields";
import { PreviewCell } from "./PreviewCell";
import styles from "./PreviewTable.module.css";

interface PreviewRowProps {
  /** Its place in the tab, from 0. */
  at: number;
  /** Not here yet: its page is being read. */
  row: Row | undefined;
  /** The active cell's column, if it is in this row. */
  active: number | null;
  /** Whether Tab reaches the table here, as long as no cell is active. */
  isFirstStop: boolean;
  onActive: (column: number) => void;
  onEditing: (editing: boolean) => void;
  correct: (row: number, column: LineColumn, text: string) => Promise<boolean>;
}

/** A row of the file: its number with the sign of its worst finding, and its eight texts as read. */
export function PreviewRow({ at, row, active, isFirstStop, onActive, onEditing, correct }: PreviewRowProps) {
  const { text } = useText();
  const words = text.orderImport;
  return (
    <div
      role="row"
      aria-rowindex={at + 2}
      aria-busy={row === undefined || undefined}
      className={styles.row}
      style={{ transform: `translateY(calc(var(--xb-row) * ${at}))` }}
    >
      <span role="rowheader" className={active === null ? styles.gutter : `${styles.gutter} ${styles.here}`}>
        {row && <Sign row={row} />}
        {row && grouped(row.row)}
      </span>
      {LINE_COLUMNS.map((field, column) =>
        row ? (
          <PreviewCell
            key={field}
            row={row}
            field={field}
            text={bareText(row, field, row.texts[column] ?? "")}
            active={active === column}
            isStop={isFirstStop && column === 0}
            onActive={() => {
              onActive(column);
            }}
            onLeave={(step) => {
              onActive(column + step);
            }}
            onEditing={onEditing}
            onCommit={(typed) => correct(row.row, field, typed)}
          />
        ) : (
          <span key={field} role="gridcell" aria-label={words.loading} className={styles.cell} />
        ),
      )}
    </div>
  );
}

/** A quantity that could be read without the zeros that fill its decimals; every other text as read. */
const bareText = (row: Row, field: LineColumn, text: string) =>
  field === "quantity" && cellProblems(row, field).length === 0 ? bareQuantity(text) : text;

function Sign({ row }: { row: Row }) {
  const { text } = useText();
  if (row.state === "all" || row.state === "good") return null;
  return (
    <span className={styles[`sign-${row.state}`]} role="img" aria-label={text.orderImport.tab[row.state]}>
      <Icon name={row.state === "duplicate" ? "bars" : "triangle"} small />
    </span>
  );
}
