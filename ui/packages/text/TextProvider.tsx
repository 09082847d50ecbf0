import { createContext, use, useLayoutEffect, useState, type ReactNode } from "react";
import { frame as enFrame } from "./en/frame";
import { orders as enOrders } from "./en/orders";
import { frame as zhFrame } from "./zh/frame";
import { orders as zhOrders } from "./zh/orders";

/** Interface languages; Chinese is the default (CM-UI-01). */
export type Lang = "zh" | "en";

const messages = {
  zh: { frame: zhFrame, orders: zhOrders },
  en: { frame: enFrame, orders: enOrders },
};

interface Text {
  lang: Lang;
  setLang: (lang: Lang) => void;
  text: (typeof messages)["zh"];
}

const TextContext = createContext<Text | null>(null);
const KEPT_AS = "xinbao.lang";

/** Gives the screens their words; switching needs no restart and is remembered on this computer. */
export function TextProvider({ children }: { children: ReactNode }) {
  const [lang, setLang] = useState<Lang>(() => (localStorage.getItem(KEPT_AS) === "en" ? "en" : "zh"));
  useLayoutEffect(() => {
    document.documentElement.lang = lang === "zh" ? "zh-CN" : "en";
    document.title = messages[lang].frame.product;
    localStorage.setItem(KEPT_AS, lang);
  }, [lang]);
  return <TextContext value={{ lang, setLang, text: messages[lang] }}>{children}</TextContext>;
}

export function useText(): Text {
  const text = use(TextContext);
  if (!text) throw new Error("TextProvider stands above every screen");
  return text;
}
