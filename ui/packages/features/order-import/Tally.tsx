import type { PreviewTab, PreviewView } from "#host/generated";
import { Icon, type IconName } from "#kit/Icon";
import { isComposing } from "#kit/keys";
import { useText } from "#text/TextProvider";
import { rowsOf } from "./counts";
import { grouped } from "#kit/figures";
import styles from "./Tally.module.css";

const TABS: readonly PreviewTab[] = ["all", "good", "warned", "duplicate", "faulty"];
const SIGNS: Record<PreviewTab, IconName | null> = {
  all: null,
  good: "tick",
  warned: "triangle",
  duplicate: "bars",
  faulty: "triangle",
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
      <div
        role="tablist"
        aria-label={words.tabs}
        className={styles.tabs}
        onKeyDown={(event) => {
          if (isComposing(event)) return;
          const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
          const to = step === undefined ? undefined : TABS.at((TABS.indexOf(chosen) + step) % TABS.length);
          if (!to) return;
          event.preventDefault();
          onChoose(to);
          event.currentTarget.querySelector<HTMLElement>(`[data-tab="${to}"]`)?.focus();
        }}
      >
        {TABS.map((tab) => {
          const sign = SIGNS[tab];
          const count = rowsOf(preview, tab);
          return (
            <button
              key={tab}
              type="button"
              role="tab"
              data-tab={tab}
              aria-selected={tab === chosen}
              tabIndex={tab === chosen ? 0 : -1}
              className={count > 0 ? styles[tab] : undefined}
              onClick={() => {
                onChoose(tab);
              }}
            >
              <span>
                {sign && <Icon name={sign} />}
                {words.tab[tab]}
              </span>{" "}
              <b>{grouped(count)}</b>
            </button>
          );
        })}
      </div>
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
