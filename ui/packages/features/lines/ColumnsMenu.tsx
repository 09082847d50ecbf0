import { memo } from "react";
import type { Columns, LineColumn } from "#host/generated";
import { Icon } from "#kit/Icon";
import { Menu, type MenuItem } from "#kit/Menu";
import { useText } from "#text/TextProvider";
import { LINE_COLUMNS } from "#host/forms";
import { NO_CHOICE, ordered, reordered, shownOrHidden, type Plan } from "./columns";

interface ColumnsMenuProps {
  /** The active cell's. */
  column: LineColumn;
  plan: Plan;
  choice: Columns;
  onChoice: (choice: Columns) => void;
}

/** Which columns are shown; and for the active one, with the keyboard, what the pointer does on the heads. */
export const ColumnsMenu = memo(function ColumnsMenu({ column, plan, choice, onChoice }: ColumnsMenuProps) {
  const { text } = useText();
  const shownNow = plan.columns.map((planned) => planned.column);
  const at = shownNow.indexOf(column);
  const before = shownNow[at - 1];
  const behind = shownNow[at + 2] ?? null;
  const isFrozen = choice.frozen === at + 1;
  const items: MenuItem[] = [
    ...ordered(choice).map((one) => ({
      key: one,
      label: text.lines.columns[one],
      checked: !choice.hidden.includes(one),
      disabledReason:
        !choice.hidden.includes(one) && choice.hidden.length === LINE_COLUMNS.length - 1
          ? text.lines.columnsMenu.last
          : null,
      run: () => {
        onChoice(shownOrHidden(choice, one));
      },
    })),
    {
      key: "left",
      label: text.lines.columnsMenu.left(text.lines.columns[column]),
      disabledReason: before ? null : text.lines.columnsMenu.atEdge,
      run: () => {
        if (before) onChoice(reordered(choice, column, before));
      },
    },
    {
      key: "right",
      label: text.lines.columnsMenu.right(text.lines.columns[column]),
      disabledReason: at < shownNow.length - 1 ? null : text.lines.columnsMenu.atEdge,
      run: () => {
        onChoice(reordered(choice, column, behind));
      },
    },
    {
      key: "freeze",
      label: text.lines.columnsMenu.freeze(text.lines.columns[column]),
      checked: isFrozen,
      run: () => {
        onChoice({ ...choice, frozen: isFrozen ? null : at + 1 });
      },
    },
    {
      key: "reset",
      label: text.lines.columnsMenu.reset,
      run: () => {
        onChoice(NO_CHOICE);
      },
    },
  ];
  return (
    <Menu
      label={text.lines.toolbar.columns}
      icon={<Icon name="columns" />}
      items={items}
      align="end"
      tone="quiet"
    />
  );
});
