import { Link, useNavigate } from "react-router";
import type { OrderView, ProblemView } from "#host/generated";
import { useAction } from "#kit/actions";
import { Button } from "#kit/Button";
import { Icon } from "#kit/Icon";
import { keyText } from "#kit/KeyCap";
import { Menu } from "#kit/Menu";
import { sentence } from "#text/sentence";
import { useText } from "#text/TextProvider";
import { useOrderCommands } from "../orderCommands";
import { OrderStamp, SyncLink, useOrderName } from "../OrderMarks";
import styles from "./OrderHead.module.css";
import type { PanelName } from "./OrderPanel";
import { problemOf } from "#host/forms";
import { SaveButton } from "./SaveButton";
import type { HeadDrafts } from "./useHeadDrafts";

interface OrderHeadProps {
  order: OrderView;
  drafts: HeadDrafts;
  onPanel: (panel: PanelName) => void;
  onTold: (problem: ProblemView | null) => void;
}

/** Which order this is, where it stands, and what can be done with it. */
export function OrderHead({ order, drafts, onPanel, onTold }: OrderHeadProps) {
  const { lang, text } = useText();
  const { actions, menu, panel } = text.orders;
  const navigate = useNavigate();
  const commands = useOrderCommands();
  const orderName = useOrderName();
  const { row, allowed } = order;
  const why = (code: string | null) => code && sentence(problemOf(code), lang);

  const tell = async (work: Promise<ProblemView | null>) => {
    onTold(await work);
  };
  const importLines = () => void navigate(`/orders/${row.id}/import`);
  useAction("order.new", () => void tell(commands.create()));
  useAction("order.import", allowed.edit_lines === null ? importLines : null);
  useAction("order.export", () => void tell(commands.exportOrder(row.id, false)));

  return (
    <header className={styles.head}>
      <span className={styles.crumb}>
        <Link to="/orders">{text.orders.crumb}</Link> <span aria-hidden="true">/</span>
      </span>
      <h1>{text.orders.pageTitle}</h1>
      <span className={styles.name}>{orderName(row)}</span>
      <OrderStamp state={row.state} />
      <SyncLink sync={row.sync} />
      <div className={styles.actions}>
        <span className={styles.wide}>
          <Button
            quiet
            onClick={() => {
              onPanel("history");
            }}
          >
            <Icon name="history" />
            {panel.history}
          </Button>
        </span>
        <Menu
          label={menu.of(orderName(row))}
          icon={<Icon name="dots" />}
          align="end"
          tone="quiet"
          items={[
            {
              key: "history",
              label: panel.history,
              run: () => {
                onPanel("history");
              },
            },
            {
              key: "imports",
              label: panel.imports,
              run: () => {
                onPanel("imports");
              },
            },
            { key: "duplicate", label: menu.duplicate, run: () => void tell(commands.duplicate(row.id)) },
            {
              key: "export",
              label: menu.export,
              keys: keyText("order.export"),
              run: () => void tell(commands.exportOrder(row.id, false)),
            },
            {
              key: "exportPassport",
              label: menu.exportPassport,
              run: () => void tell(commands.exportOrder(row.id, true)),
            },
            {
              key: "delete",
              label: menu.delete,
              danger: true,
              disabledReason: why(allowed.delete),
              run: () => void tell(commands.remove(row)),
            },
          ]}
        />
        <i className={styles.rule} />
        <SaveButton order={order} drafts={drafts} onTold={onTold} />
        <Button onClick={importLines} disabledReason={why(allowed.edit_lines)}>
          <Icon name="import" />
          {actions.import}
        </Button>
        <Button disabledReason={actions.needsFirmWhy}>
          <Icon name="link" />
          {actions.link}
        </Button>
        <Button disabledReason={actions.needsFirmWhy}>{actions.confirm}</Button>
        <span className="hint" title={actions.needsFirmWhy}>
          {actions.needsFirm}
        </span>
      </div>
    </header>
  );
}
