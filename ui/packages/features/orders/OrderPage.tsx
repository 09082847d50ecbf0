import { useState, type ReactNode } from "react";
import { useParams, useSearchParams } from "react-router";
import type { OrderView, ProblemView } from "#host/generated";
import { useUnsaved } from "#kit/unsaved";
import { useOrder } from "./orderQueries";
import { Notice } from "./Notice";
import styles from "./OrderPage.module.css";
import { BuyerForm } from "./page/BuyerForm";
import { OrderHead } from "./page/OrderHead";
import { OrderPanel, PANELS, type PanelName } from "./page/OrderPanel";
import { useHeadDrafts, type Drafts } from "./page/useHeadDrafts";
import { useRestored } from "./page/useRestored";
import { Refused } from "./Refused";

interface OrderPageProps {
  /** 交易清单: the line grid of this order, which the app composes. */
  lines?: (order: OrderView) => ReactNode;
}

/** 外贸公司信保采购登记 (YW-ORD-02): one order with its buyer block, its lines and its records. */
export function OrderPage({ lines }: OrderPageProps) {
  const { id = "" } = useParams();
  const order = useOrder(id);
  const restored = useRestored(id);
  if (order.isError) return <Refused error={order.error} onRetry={() => void order.refetch()} />;
  if (!order.data || restored.isPending) return null;
  return <OpenOrder key={id} order={order.data} restored={restored.data ?? {}} lines={lines} />;
}

interface OpenOrderProps {
  order: OrderView;
  restored: Drafts;
  lines: ((order: OrderView) => ReactNode) | undefined;
}

function OpenOrder({ order, restored, lines }: OpenOrderProps) {
  const { id } = order.row;
  const [place, setPlace] = useSearchParams();
  const panel = PANELS.find((panel) => panel === place.get("panel"));
  const drafts = useHeadDrafts(id, restored);
  useUnsaved({
    // A field is stored, never lost: locking and closing wait for it.
    has: async () => {
      await drafts.flush();
      return false;
    },
    discard: () => undefined,
  });
  const [told, setTold] = useState<ProblemView | null>(null);
  const showPanel = (panel: PanelName | null) => {
    setPlace(panel ? { panel } : {}, { replace: true });
  };
  return (
    <div className={styles.page}>
      <OrderHead order={order} drafts={drafts} onPanel={showPanel} onTold={setTold} />
      <div className={styles.below}>
        <div className={styles.sheet}>
          <Notice
            problem={told}
            onClose={() => {
              setTold(null);
            }}
          />
          <BuyerForm order={order} drafts={drafts} restored={Object.keys(restored).length > 0} />
          {lines && <div className={styles.lines}>{lines(order)}</div>}
        </div>
        {panel && <OrderPanel id={id} panel={panel} onPanel={showPanel} />}
      </div>
    </div>
  );
}
