import type { CSSProperties } from "react";
import type { MerchantView } from "#host/generated";
import { useText } from "#text/TextProvider";
import styles from "./Grid.module.css";
import type { Suggestions } from "./sheetState";

interface MerchantListProps {
  suggestions: Suggestions;
  id: string;
  placed: CSSProperties;
  onTake: (merchant: MerchantView) => void;
}

/** Known merchants below the open cell. The editor keeps the focus and moves the choice. */
export function MerchantList({ suggestions, id, placed, onTake }: MerchantListProps) {
  const { text } = useText();
  return (
    <ul id={id} role="listbox" aria-label={text.lines.merchants} className={styles.merchants} style={placed}>
      {suggestions.merchants.map((merchant, at) => (
        <li
          key={`${merchant.merchant_no}/${merchant.merchant_name}/${merchant.merchant_phone}`}
          id={`${id}-${at}`}
          role="option"
          aria-selected={at === suggestions.chosen}
          onMouseDown={(event) => {
            // The editor keeps the focus.
            event.preventDefault();
          }}
          onClick={() => {
            onTake(merchant);
          }}
        >
          <span>{merchant.merchant_name}</span>
          <small>{merchant.merchant_no || text.lines.noNumber}</small>
          <small>{merchant.merchant_phone}</small>
        </li>
      ))}
    </ul>
  );
}
