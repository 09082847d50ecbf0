import type { IconName } from "#kit/Icon";
import type { frame as zh } from "#text/zh/frame";

type Word = {
  [Key in keyof typeof zh]: (typeof zh)[Key] extends string ? Key : never;
}[keyof typeof zh];

export interface Entry {
  to: string;
  word: Word;
  icon: IconName;
}

/** The menu of the specification (section 3.1) in its order, for a trading firm. Nothing is hidden (YW-NAV-03). */
export const MENU: { group: Word | null; entries: Entry[] }[] = [
  { group: null, entries: [{ to: "/home", word: "home", icon: "home" }] },
  { group: "entityGroup", entries: [{ to: "/entity", word: "entity", icon: "firm" }] },
  {
    group: "ordersGroup",
    entries: [
      { to: "/orders", word: "orders", icon: "order" },
      { to: "/merchant-orders", word: "merchantOrders", icon: "query" },
    ],
  },
  {
    group: "settlementGroup",
    entries: [
      { to: "/settlement", word: "settlementAuthorisation", icon: "shield" },
      { to: "/settlement/amounts", word: "settlementAmounts", icon: "list" },
    ],
  },
  {
    group: "passwordGroup",
    entries: [
      { to: "/password", word: "password", icon: "key" },
      { to: "/help", word: "help", icon: "help" },
    ],
  },
];

/** Below the menu, beside who is at work: what concerns this computer. */
export const COMPUTER: Entry[] = [
  { to: "/account", word: "account", icon: "person" },
  { to: "/backups", word: "backups", icon: "archive" },
  { to: "/settings", word: "settings", icon: "settings" },
];

/** Which entry a place belongs to: the longest address that begins it. */
export function entryOf(pathname: string): string | null {
  const all = [...MENU.flatMap(({ entries }) => entries), ...COMPUTER];
  const found = all.filter(({ to }) => pathname === to || pathname.startsWith(`${to}/`));
  return found.sort((a, b) => b.to.length - a.to.length)[0]?.to ?? null;
}
