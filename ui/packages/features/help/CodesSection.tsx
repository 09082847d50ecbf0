import { useDeferredValue } from "react";
import { useSearchParams } from "react-router";
import { Button } from "#kit/Button";
import { EmptyState } from "#kit/EmptyState";
import { TextField } from "#kit/TextField";
import { catalogue } from "#text/catalogue";
import { useText } from "#text/TextProvider";
import styles from "./Help.module.css";

const CODES = Object.entries(catalogue).map(([code, entry]) => ({ code, ...entry }));

/** Every code of the catalogue with its sentence, found by code or words in either language (CM-ERR-01). */
export function CodesSection() {
  const { lang, text } = useText();
  const words = text.help;
  const [place, setPlace] = useSearchParams();
  const typed = place.get("q") ?? "";
  const search = useDeferredValue(typed.trim().toLowerCase());
  const find = (next: string) => {
    setPlace(next === "" ? {} : { q: next }, { replace: true });
  };
  const found = CODES.filter(({ code, zh, en }) => `${code} ${zh} ${en}`.toLowerCase().includes(search));
  return (
    <>
      <div className={styles.search}>
        <TextField
          label={words.codeSearch}
          hint={words.codeHint}
          value={typed}
          onChange={find}
          inputMode="search"
        />
        <span className="hint" role="status">
          {words.codeCount(String(found.length))}
        </span>
      </div>
      {found.length === 0 ? (
        <EmptyState missing={words.noCode(typed)} next={words.noCodeDo}>
          <Button
            onClick={() => {
              find("");
            }}
          >
            {words.clear}
          </Button>
        </EmptyState>
      ) : (
        <table className={styles.codes} aria-label={text.help.sections.codes}>
          <thead>
            <tr>
              <th scope="col">{words.code}</th>
              <th scope="col">{words.kind}</th>
              <th scope="col">{words.meaning}</th>
            </tr>
          </thead>
          <tbody>
            {found.map((entry) => (
              <tr key={entry.code}>
                <th scope="row">
                  <code>{entry.code}</code>
                </th>
                <td>{words.kinds[entry.severity]}</td>
                <td>{blanks(entry[lang])}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}

/** A sentence whose values are not known here: each is a blank to fill in. */
function blanks(sentence: string): string {
  return sentence.replace(/\{\w+\}/g, "…");
}
