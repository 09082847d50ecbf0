import { Fragment } from "react";
import { allKeyCaps, SHORTCUTS, type ShortcutId, type ShortcutPlace } from "#kit/shortcuts";
import { useText } from "#text/TextProvider";
import styles from "./Help.module.css";

const PLACES: ShortcutPlace[] = ["everywhere", "list", "order", "grid"];
const IDS = Object.keys(SHORTCUTS) as ShortcutId[];

/** Every shortcut, from the table from which the handlers are made. */
export function ShortcutsSection() {
  const { text } = useText();
  const words = text.help;
  const names: Record<ShortcutId, string> = words.shortcuts;
  return (
    <div className={styles.places}>
      {PLACES.map((place) => (
        <table key={place} className={styles.keys} aria-label={words.places[place]}>
          <thead>
            <tr>
              <th colSpan={2} scope="colgroup">
                {words.places[place]}
              </th>
            </tr>
          </thead>
          <tbody>
            {IDS.filter((id) => SHORTCUTS[id].place === place).map((id) => (
              <tr key={id}>
                <th scope="row">{names[id]}</th>
                <td>
                  {allKeyCaps(id).map((caps, at) => (
                    <Fragment key={caps.join("+")}>
                      {at > 0 && <span className="hint">{words.or}</span>}
                      {caps.map((cap) => (
                        <kbd key={cap}>{cap}</kbd>
                      ))}
                    </Fragment>
                  ))}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      ))}
    </div>
  );
}
