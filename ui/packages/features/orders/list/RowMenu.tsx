import { useNavigate } from "react-router";
import type { OrderRow, ProblemView } from "#host/generated";
import { MenuList } from "#kit/Menu";
import { Popover, type Anchor } from "#kit/Popover";
import { sentence } from "#text/sentence";
import { useText } from "#text/TextProvider";
import { useOrderCommands } from "../orderCommands";
import { useOrderName } from "../OrderMarks";
import { useOrder } from "../orderQueries";
import { problemOf } from "#host/forms";

interface RowMenuProps {
  row: OrderRow;
  anchor: Element | Anchor;
  onClose: () => void;
  onTold: (problem: ProblemView | null) => void;
}

/** 操作 of one order. What may be done is asked of Rust when the menu opens. */
export function RowMenu({ row, anchor, onClose, onTold }: RowMenuProps) {
  const { lang, text } = useText();
  const words = text.orders.menu;
  const navigate = useNavigate();
  const commands = useOrderCommands();
  const orderName = useOrderName();
  const order = useOrder(row.id);
  // The list appears once it is known what it may offer: nothing in it changes under the hand.
  if (order.isPending) return null;
  const refusal = order.data?.allowed.delete;
  const tell = async (work: Promise<ProblemView | null>) => {
    onTold(await work);
  };
  return (
    <Popover anchor={anchor} align={anchor instanceof Element ? "end" : "start"} bare onClose={onClose}>
      <MenuList
        label={words.of(orderName(row))}
        onClose={onClose}
        items={[
          { key: "open", label: words.open, keys: "Enter", run: () => void navigate(`/orders/${row.id}`) },
          { key: "duplicate", label: words.duplicate, run: () => void tell(commands.duplicate(row.id)) },
          {
            key: "history",
            label: words.history,
            run: () => void navigate(`/orders/${row.id}?panel=history`),
          },
          { key: "export", label: words.export, run: () => void tell(commands.exportOrder(row.id, false)) },
          {
            key: "delete",
            label: words.delete,
            keys: "Delete",
            danger: true,
            disabledReason: refusal ? sentence(problemOf(refusal), lang) : null,
            run: () => void tell(commands.remove(row)),
          },
        ]}
      />
    </Popover>
  );
}
