import { useEffect, useEffectEvent, useRef, useState } from "react";
import { useAction } from "#kit/actions";
import { Icon } from "#kit/Icon";
import { keyText } from "#kit/KeyCap";
import { isComposing } from "#kit/keys";
import { useText } from "#text/TextProvider";
import styles from "./OrderSearch.module.css";

/** Milliseconds after the last key until the list is asked. */
const PAUSE = 150;

interface OrderSearchProps {
  value: string;
  onSearch: (words: string) => void;
  /** Goes on into the list. */
  onLeave: () => void;
}

/** The search field: the list follows while somebody types. Ctrl/Cmd+F and `/` come here (CM-UI-01). */
export function OrderSearch({ value, onSearch, onLeave }: OrderSearchProps) {
  const { text } = useText();
  const [words, setWords] = useState(value);
  const [given, setGiven] = useState(value);
  const input = useRef<HTMLInputElement>(null);
  const timer = useRef<number>(undefined);
  // Somebody else changed what is searched for: a saved filter, 清除, the way back.
  if (given !== value) {
    setGiven(value);
    if (words.trim() !== value) setWords(value);
  }
  useEffect(
    () => () => {
      window.clearTimeout(timer.current);
    },
    [],
  );
  const search = (words: string, after: number) => {
    window.clearTimeout(timer.current);
    timer.current = window.setTimeout(() => {
      onSearch(words.trim());
    }, after);
  };
  const enter = () => {
    input.current?.focus();
    input.current?.select();
  };
  useAction("find", enter);
  const byKey = useEffectEvent(enter);
  useEffect(() => {
    const slash = (event: KeyboardEvent) => {
      if (event.key !== "/" || isComposing(event) || event.defaultPrevented || isBox(event.target)) return;
      event.preventDefault();
      byKey();
    };
    window.addEventListener("keydown", slash);
    return () => {
      window.removeEventListener("keydown", slash);
    };
  }, []);
  return (
    <div role="search" className={styles.search}>
      <Icon name="find" />
      <input
        ref={input}
        type="search"
        autoComplete="off"
        spellCheck={false}
        aria-label={text.orders.search}
        placeholder={text.orders.search}
        value={words}
        onChange={(event) => {
          setWords(event.target.value);
          // Letters of a candidate that is still being chosen are no words yet.
          if (!(event.nativeEvent as InputEvent).isComposing) search(event.target.value, PAUSE);
        }}
        onCompositionEnd={(event) => {
          search(event.currentTarget.value, PAUSE);
        }}
        onKeyDown={(event) => {
          if (isComposing(event)) return;
          if (event.key === "Enter") search(words, 0);
          if (event.key === "Escape" && words !== "") {
            event.preventDefault();
            setWords("");
            search("", 0);
          }
          if (event.key === "ArrowDown") {
            event.preventDefault();
            onLeave();
          }
        }}
      />
      <kbd>{keyText("find")}</kbd>
    </div>
  );
}

/** Whether a key was typed into something that takes text. */
function isBox(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches("input, textarea, select, [contenteditable]");
}
