import { useRef, useState, type KeyboardEvent, type MouseEvent, type Ref } from "react";
import type { Columns, OrderRow, OrderSort, OrderSums, ProblemView } from "#host/generated";
import { Button } from "#kit/Button";
import { Icon } from "#kit/Icon";
import { isComposing } from "#kit/keys";
import ledger from "#kit/Ledger.module.css";
import type { Anchor } from "#kit/Popover";
import { useText } from "#text/TextProvider";
import { useOrderCommands } from "../orderCommands";
import { useOrderName } from "../OrderMarks";
import { ACTIONS_WIDTH, leastWidth, NUMBER_WIDTH, resized, shown, unsized } from "./columns";
import { OrderCell } from "./OrderCell";
import styles from "./OrderList.module.css";
import { RowMenu } from "./RowMenu";
import { SortHead } from "./SortHead";
import { SumsFoot } from "./SumsFoot";
import { useSumTexts } from "./sumTexts";

interface OrderListProps {
  rows: OrderRow[];
  /** The number of the first row, from 1. */
  first: number;
  sort: OrderSort;
  onSort: (sort: OrderSort) => void;
  columns: Columns;
  onColumns: (columns: Columns) => void;
  onTold: (problem: ProblemView | null) => void;
  /** What the list finds in all; `undefined` until it is known. */
  sums: OrderSums | undefined;
  /** Whether a filter leaves anything out. */
  narrowed: boolean;
  ref?: Ref<HTMLTableElement>;
}

/** Puts the focus on an order of the page: Enter opens it, since its number is a link. */
function walk(event: KeyboardEvent<HTMLElement>) {
  const links = [...event.currentTarget.querySelectorAll<HTMLAnchorElement>("a")];
  const row = document.activeElement?.closest("tr");
  const at = links.findIndex((link) => link.closest("tr") === row);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: links.length - 1 }[event.key];
  if (to === undefined) return;
  event.preventDefault();
  links.at(Math.min(Math.max(to, 0), links.length - 1))?.focus();
}

/** A page of orders. */
export function OrderList(props: OrderListProps) {
  const { rows, first, sort, onSort, columns, onColumns, onTold, ref } = props;
  const { lang, text } = useText();
  const orderName = useOrderName();
  const commands = useOrderCommands();
  const [menu, setMenu] = useState<{ row: OrderRow; anchor: Element | Anchor } | null>(null);
  // A press on the button closes its open menu by itself; the click that follows must not open it again.
  const pressedOpen = useRef<string | null>(null);
  // While an edge is dragged the width is the screen's own; it is kept when the edge is let go.
  const [dragged, setDragged] = useState<Columns | null>(null);
  const unnumbered = (["order_no", "declaration_no"] as const).filter(
    (name) => !rows.some((row) => row[name]),
  );
  const empty = unnumbered.includes("declaration_no") ? ([...unnumbered, "buyer_name"] as const) : unnumbered;
  const heads = shown(dragged ?? columns, lang === "en", empty, useSumTexts(props.sums));
  const now = new Date();
  const width = leastWidth(heads, dragged ?? columns);

  const rowOf = (place: EventTarget) =>
    place instanceof Element ? rows.find(({ id }) => id === place.closest("tr")?.dataset.id) : undefined;
  const openMenu = (event: MouseEvent<HTMLElement>) => {
    const row = rowOf(event.target);
    if (!row) return;
    event.preventDefault();
    // The menu key tells no pointer: then it opens at the order's number.
    const { clientX: x, clientY: y } = event;
    const link = event.target instanceof Element ? event.target.closest("tr")?.querySelector("a") : null;
    const anchor = event.button === 2 || !link ? { left: x, right: x, top: y, bottom: y } : link;
    setMenu({ row, anchor });
  };
  const close = () => {
    const id = menu?.row.id ?? "";
    setMenu(null);
    document.querySelector<HTMLElement>(`tr[data-id="${id}"] a`)?.focus();
  };

  return (
    <div className={ledger.sheet}>
      <table
        ref={ref}
        className={`${ledger.ledger} ${styles.list}`}
        style={{ minWidth: width }}
        aria-label={text.orders.listTitle}
      >
        <colgroup>
          <col style={{ width: NUMBER_WIDTH }} />
          {heads.map(({ column, width }) => (
            // One column takes what is left over; the others keep what they were given.
            <col
              key={column}
              style={column === "buyer_name" && !columns.widths.buyer_name ? undefined : { width }}
            />
          ))}
          <col style={{ width: ACTIONS_WIDTH }} />
        </colgroup>
        <thead>
          <tr>
            <th className={`${ledger.num} ${styles.stay}`} style={{ left: 0 }}>
              {text.orders.columns.number}
            </th>
            {heads.map((head) => (
              <SortHead
                key={head.column}
                column={head}
                sort={sort}
                onSort={onSort}
                onDrag={(width) => {
                  setDragged(resized(columns, head.column, width));
                }}
                onWidth={(width) => {
                  setDragged(null);
                  onColumns(
                    width === null ? unsized(columns, head.column) : resized(columns, head.column, width),
                  );
                }}
              />
            ))}
            <th className={styles.actions}>
              <span className="visually-hidden">{text.orders.columns.actions}</span>
            </th>
          </tr>
        </thead>
        <tbody
          onContextMenu={openMenu}
          onKeyDown={(event) => {
            if (isComposing(event)) return;
            walk(event);
            const row = rowOf(event.target);
            if (event.key === "Delete" && row) void commands.remove(row).then(onTold);
          }}
        >
          {rows.map((row, at) => (
            <tr key={row.id} data-id={row.id} className={row.state === "voided" ? ledger.void : undefined}>
              <td className={`${ledger.num} ${styles.stay} hint`} style={{ left: 0 }}>
                {first + at}
              </td>
              {heads.map(({ column, left }) => (
                <OrderCell key={column} column={column} row={row} now={now} left={left} />
              ))}
              <td
                className={styles.actions}
                onPointerDown={() => {
                  pressedOpen.current = menu?.row.id ?? null;
                }}
              >
                <Button
                  quiet
                  label={text.orders.menu.of(orderName(row))}
                  hasPopup="menu"
                  expanded={menu?.row.id === row.id}
                  onClick={() => {
                    const anchor = document.querySelector(`tr[data-id="${row.id}"] button[aria-haspopup]`);
                    if (anchor && pressedOpen.current !== row.id) setMenu({ row, anchor });
                    pressedOpen.current = null;
                  }}
                >
                  <Icon name="dots" />
                </Button>
              </td>
            </tr>
          ))}
        </tbody>
        <SumsFoot columns={heads.map(({ column }) => column)} sums={props.sums} narrowed={props.narrowed} />
      </table>
      {menu && <RowMenu row={menu.row} anchor={menu.anchor} onClose={close} onTold={onTold} />}
    </div>
  );
}
