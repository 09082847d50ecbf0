import { useEffect, useRef, useState } from "react";
import { Icon } from "#kit/Icon";
import { useText } from "#text/TextProvider";
import styles from "./OrderSearch.module.css";

/** The search field. Ctrl/Cmd+F comes here from anywhere on the page (CM-UI-01). */
export function OrderSearch({ value, onSearch }: { value: string; onSearch: (words: string) => void }) {
  const { text } = useText();
  const [words, setWords] = useState(value);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const focus = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== "f" || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      input.current?.focus();
      input.current?.select();
    };
    window.addEventListener("keydown", focus);
    return () => {
      window.removeEventListener("keydown", focus);
    };
  }, []);
  return (
    <form
      role="search"
      className={styles.search}
      onSubmit={(event) => {
        event.preventDefault();
        onSearch(words.trim());
      }}
    >
      <Icon name="find" />
      <input
        ref={input}
        type="search"
        aria-label={text.orders.search}
        placeholder={text.orders.search}
        value={words}
        onChange={(event) => {
          setWords(event.target.value);
          // The field's own cross empties it; that is an answer, not a draft of one.
          if (event.target.value === "") onSearch("");
        }}
        onKeyDown={(event) => {
          // Enter that confirms a pinyin candidate searches nothing (229 is what older engines send for it).
          // eslint-disable-next-line @typescript-eslint/no-deprecated -- no newer property says it in those engines
          if (event.key === "Enter" && (event.nativeEvent.isComposing || event.keyCode === 229)) {
            event.preventDefault();
          }
        }}
      />
      <kbd>Ctrl F</kbd>
    </form>
  );
}
