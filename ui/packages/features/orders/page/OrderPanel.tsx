import { useEffect, useRef } from "react";
import { Button } from "#kit/Button";
import { Icon } from "#kit/Icon";
import { isComposing } from "#kit/keys";
import { Tabs } from "#kit/Tabs";
import { useText } from "#text/TextProvider";
import { History } from "./History";
import { ImportRecords } from "./ImportRecords";
import styles from "./OrderPanel.module.css";

export const PANELS = ["history", "imports"] as const;
export type PanelName = (typeof PANELS)[number];

interface OrderPanelProps {
  id: string;
  panel: PanelName;
  onPanel: (panel: PanelName | null) => void;
}

/** What happened to the order, beside it: the page stays where it is and can be worked on. */
export function OrderPanel({ id, panel, onPanel }: OrderPanelProps) {
  const { text } = useText();
  const words = text.orders.panel;
  const place = useRef<HTMLElement>(null);
  // Opened by a key or a click elsewhere: the focus goes where the eyes go, and back when it closes.
  useEffect(() => {
    const before = document.activeElement;
    place.current?.querySelector<HTMLElement>('[role="tab"][aria-selected="true"]')?.focus();
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  return (
    <aside
      ref={place}
      className={styles.panel}
      aria-label={words.label}
      onKeyDown={(event) => {
        if (isComposing(event) || event.key !== "Escape") return;
        event.stopPropagation();
        onPanel(null);
      }}
    >
      <header className={styles.head}>
        <Tabs
          label={words.label}
          tabs={PANELS.map((key) => ({ key, label: words[key] }))}
          chosen={panel}
          onChoose={onPanel}
          controls="order-panel"
        />
        <Button
          quiet
          label={words.close}
          onClick={() => {
            onPanel(null);
          }}
        >
          <Icon name="cross" />
        </Button>
      </header>
      <div id="order-panel" role="tabpanel" aria-label={words[panel]} tabIndex={0} className={styles.body}>
        {panel === "history" ? <History id={id} /> : <ImportRecords id={id} />}
      </div>
    </aside>
  );
}
