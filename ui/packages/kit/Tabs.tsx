import { isComposing } from "./keys";
import styles from "./Tabs.module.css";

export interface Tab<Key extends string> {
  key: Key;
  label: string;
  /** Grouped digits. */
  count?: string;
}

interface TabsProps<Key extends string> {
  label: string;
  tabs: readonly Tab<Key>[];
  chosen: Key;
  onChoose: (key: Key) => void;
  /** The id of what they switch. */
  controls?: string;
}

/** Tabs with counts: arrows move and choose, as in every tab list. */
export function Tabs<Key extends string>({ label, tabs, chosen, onChoose, controls }: TabsProps<Key>) {
  return (
    <div
      role="tablist"
      aria-label={label}
      className={styles.tabs}
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
          onClick={() => {
            onChoose(tab.key);
          }}
        >
          {tab.label} {tab.count !== undefined && <span>{tab.count}</span>}
        </button>
      ))}
    </div>
  );
}
