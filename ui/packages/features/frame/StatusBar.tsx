import { useQuery } from "@tanstack/react-query";
import { useHost } from "#host/HostProvider";
import { Signal } from "#kit/Signal";
import { useText, type Lang } from "#text/TextProvider";
import styles from "./StatusBar.module.css";

const languages: { lang: Lang; name: string; tag: string }[] = [
  { lang: "zh", name: "中文", tag: "zh-CN" },
  { lang: "en", name: "English", tag: "en" },
];

/** Where the data stands, and the language. */
export function StatusBar() {
  const host = useHost();
  const { lang, setLang, text } = useText();
  const vault = useQuery({ queryKey: ["vault"], queryFn: () => host.vaultState() });
  return (
    <footer className={styles.bar}>
      {vault.data?.state === "open" ? (
        <>
          <Signal tone="calm">{text.frame.localMode}</Signal>
          <span className={styles.folder}>{text.frame.localModeHint}</span>
        </>
      ) : vault.data ? (
        <Signal tone="wait">{text.frame.noVault}</Signal>
      ) : null}
      <span className={styles.languages} role="group" aria-label={text.frame.language}>
        {languages.map((language) => (
          <button
            key={language.lang}
            type="button"
            lang={language.tag}
            aria-pressed={language.lang === lang}
            onClick={() => {
              setLang(language.lang);
            }}
          >
            {language.name}
          </button>
        ))}
      </span>
    </footer>
  );
}
