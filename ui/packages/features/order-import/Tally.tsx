import type { PreviewTab, PreviewView } from "#host/generated";
import { grouped } from "#kit/figures";
import { Tabs, type Tab } from "#kit/Tabs";
import { useText } from "#text/TextProvider";
import { rowsOf } from "./counts";
import styles from "./Tally.module.css";

const TABS: readonly PreviewTab[] = ["all", "good", "warned", "duplicate", "faulty"];
const SIGNS: Record<PreviewTab, Pick<Tab<PreviewTab>, "sign" | "tone">> = {
  all: {},
  good: { sign: "tick", tone: "ok" },
  warned: { sign: "triangle", tone: "wait" },
  duplicate: { sign: "bars" },
  faulty: { sign: "triangle", tone: "bad" },
};

interface TallyProps {
  preview: PreviewView;
  chosen: PreviewTab;
  onChoose: (tab: PreviewTab) => void;
}

/** How many rows of each kind, as tabs; and what was skipped. */
export function Tally({ preview, chosen, onChoose }: TallyProps) {
  const { text } = useText();
  const words = text.orderImport;
  const seconds = (preview.read_ms / 1000).toFixed(1);
  return (
    <div className={styles.tally}>
      <Tabs
        figures
        label={words.tabs}
        chosen={chosen}
        onChoose={onChoose}
        tabs={TABS.map((key) => {
          const count = rowsOf(preview, key);
          const { sign, tone } = SIGNS[key];
          return {
            key,
            label: words.tab[key],
            count: grouped(count),
            sign,
            tone: count > 0 ? tone : undefined,
          };
        })}
      />
      <ul className={styles.facts}>
        <li>{words.readIn(seconds)}</li>
        {preview.skipped_empty + preview.skipped_totals > 0 && (
          <li>{words.skipped(grouped(preview.skipped_empty), grouped(preview.skipped_totals))}</li>
        )}
        {preview.unchanged > 0 && <li>{words.unchanged(grouped(preview.unchanged))}</li>}
      </ul>
    </div>
  );
}
