import { Link } from "react-router";
import type { OrderRow, OrderState, SyncState } from "#host/generated";
import { Signal, type SignalTone } from "#kit/Signal";
import { Stamp, type StampLine } from "#kit/Stamp";
import { useText } from "#text/TextProvider";

const lines: Record<OrderState, StampLine> = {
  draft: "dashed",
  confirmed: "solid",
  declared: "double",
  voided: "struck",
};

const tones: Record<SyncState["state"], SignalTone> = {
  local: "calm",
  waiting: "wait",
  synced: "ok",
  attention: "bad",
};

export function OrderStamp({ state }: { state: OrderState }) {
  const { text } = useText();
  return <Stamp line={lines[state]}>{text.orders.state(state)}</Stamp>;
}

export function SyncSignal({ sync }: { sync: SyncState }) {
  const { text } = useText();
  return <Signal tone={tones[sync.state]}>{text.orders.sync(sync)}</Signal>;
}

/** The same on the order's own page, where it leads to what waits or what must be decided. */
export function SyncLink({ sync }: { sync: SyncState }) {
  const to = { waiting: "/outbox", attention: "/attention", local: null, synced: null }[sync.state];
  return to === null ? (
    <SyncSignal sync={sync} />
  ) : (
    <Link to={to}>
      <SyncSignal sync={sync} />
    </Link>
  );
}

/** The platform's number, or 草稿 with the last six figures of the id until there is one. */
export function useOrderName(): (row: OrderRow) => string {
  const { text } = useText();
  return (row) => row.order_no ?? text.orders.draftNo(row.id.slice(-6).toUpperCase());
}
