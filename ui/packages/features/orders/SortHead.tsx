import type { OrderColumn, OrderSort } from "#host/generated";
import { Icon } from "#kit/Icon";
import ledger from "#kit/Ledger.module.css";

interface SortHeadProps {
  column: OrderColumn;
  numeric?: boolean | undefined;
  sort: OrderSort;
  onSort: (sort: OrderSort) => void;
  children: string;
}

/** A column's head: the first click sorts by it, the next turns it around. */
export function SortHead({ column, numeric, sort, onSort, children }: SortHeadProps) {
  const sorted = sort.column === column;
  return (
    <th
      className={numeric ? ledger.num : undefined}
      aria-sort={sorted ? (sort.descending ? "descending" : "ascending") : undefined}
    >
      <button
        type="button"
        className={ledger.sort}
        onClick={() => {
          onSort({ column, descending: sorted ? !sort.descending : false });
        }}
      >
        {children}
        {sorted && <Icon name={sort.descending ? "down" : "up"} />}
      </button>
    </th>
  );
}
