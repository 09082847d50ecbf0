import { Icon, type IconName } from "./Icon";
import { isComposing } from "./keys";
import styles from "./Tabs.module.css";

export interface Tab<Key extends string> {
  key: Key;
  label: string;
  /** Grouped digits. */
  count?: string;
  /** Stands before the label. */
  sign?: IconName | undefined;
  /** What the sign means, and for `bad` the count as well. */
  tone?: "ok" | "wait" | "bad" | undefined;
}

interface TabsProps<Key extends string> {
  label: string;
  tabs: readonly Tab<Key>[];
  chosen: Key;
  onChoose: (key: Key) => void;
  /** The id of what they switch. */
  controls?: string;
  /** The counts are key figures, below their labels. */
  figures?: boolean;
}

/** Tabs with counts: arrows move and choose, as in every tab list. */
export function Tabs<Key extends string>(props: TabsProps<Key>) {
  const { label, tabs, chosen, onChoose, controls, figures = false } = props;
  return (
    <div
      role="tablist"
      aria-label={label}
      className={figures ? `${styles.tabs} ${styles.figures}` : styles.tabs}
      onKeyDown={(event) => {
        if (isComposing(event)) return;
        const at = tabs.findIndex((tab) => tab.key === chosen);
        const moves: Record<string, number> = {
          ArrowRight: (at + 1) % tabs.length,
          ArrowLeft: at - 1,
          Home: 0,
          End: -1,
        };
        const to = moves[event.key];
        const next = to === undefined ? undefined : tabs.at(to);
        if (!next) return;
        event.preventDefault();
        onChoose(next.key);
        event.currentTarget.querySelector<HTMLElement>(`[data-key="${next.key}"]`)?.focus();
      }}
    >
      {tabs.map((tab) => (
        <button
          key={tab.key}
          type="button"
          role="tab"
          data-key={tab.key}
          aria-selected={tab.key === chosen}
          aria-controls={controls}
          tabIndex={tab.key === chosen ? 0 : -1}
          className={tab.tone && styles[tab.tone]}
          onClick={() => {
            onChoose(tab.key);
          }}
        >
          <span className={styles.label}>
            {tab.sign && <Icon name={tab.sign} />}
            {tab.label}
          </span>{" "}
          {tab.count !== undefined && <span className={styles.count}>{tab.count}</span>}
        </button>
      ))}
    </div>
  );
}
