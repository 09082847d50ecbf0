import { createContext, use, useLayoutEffect, useState, type ReactNode } from "react";
import { account as enAccount } from "./en/account";
import { backups as enBackups } from "./en/backups";
import { frame as enFrame } from "./en/frame";
import { help as enHelp } from "./en/help";
import { home as enHome } from "./en/home";
import { lines as enLines } from "./en/lines";
import { orderImport as enOrderImport } from "./en/import";
import { orders as enOrders } from "./en/orders";
import { settings as enSettings } from "./en/settings";
import { start as enStart } from "./en/start";
import { sync as enSync } from "./en/sync";
import { account as zhAccount } from "./zh/account";
import { backups as zhBackups } from "./zh/backups";
import { frame as zhFrame } from "./zh/frame";
import { help as zhHelp } from "./zh/help";
import { home as zhHome } from "./zh/home";
import { lines as zhLines } from "./zh/lines";
import { orderImport as zhOrderImport } from "./zh/import";
import { orders as zhOrders } from "./zh/orders";
import { settings as zhSettings } from "./zh/settings";
import { start as zhStart } from "./zh/start";
import { sync as zhSync } from "./zh/sync";

/** Interface languages; Chinese is the default (CM-UI-01). */
export type Lang = "zh" | "en";

/** Every word of the desk's screens; those of the consoles are in `consoles.ts`. */
export const messages = {
  zh: {
    account: zhAccount,
    backups: zhBackups,
    frame: zhFrame,
    help: zhHelp,
    home: zhHome,
    lines: zhLines,
    orderImport: zhOrderImport,
    orders: zhOrders,
    settings: zhSettings,
    start: zhStart,
    sync: zhSync,
  },
  en: {
    account: enAccount,
    backups: enBackups,
    frame: enFrame,
    help: enHelp,
    home: enHome,
    lines: enLines,
    orderImport: enOrderImport,
    orders: enOrders,
    settings: enSettings,
    start: enStart,
    sync: enSync,
  },
};

interface Text {
  lang: Lang;
  setLang: (lang: Lang) => void;
  text: (typeof messages)["zh"];
}

const TextContext = createContext<Text | null>(null);

interface TextProviderProps {
  children: ReactNode;
  /** The language that this computer remembers, and who remembers another one; without them it is the screen's own. */
  lang?: Lang;
  onLang?: (lang: Lang) => void;
  /** The page's title; the desk's name unless told. */
  title?: (lang: Lang) => string;
}

const deskName = (lang: Lang) => messages[lang].frame.product;

/** Gives the screens their words; switching needs no restart. */
export function TextProvider({ children, lang: kept, onLang, title = deskName }: TextProviderProps) {
  const [own, setOwn] = useState<Lang>("zh");
  const lang = kept ?? own;
  useLayoutEffect(() => {
    document.documentElement.lang = lang === "zh" ? "zh-CN" : "en";
    document.title = title(lang);
  }, [lang, title]);
  return (
    <TextContext value={{ lang, setLang: onLang ?? setOwn, text: messages[lang] }}>{children}</TextContext>
  );
}

export function useText(): Text {
  const text = use(TextContext);
  if (!text) throw new Error("TextProvider stands above every screen");
  return text;
}
