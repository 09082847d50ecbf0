import { Select } from "#kit/Select";
import { useText } from "#text/TextProvider";
import styles from "./FileChoices.module.css";

const ENCODINGS = ["utf-8", "gb18030", "utf-16le", "utf-16be"] as const;

/** Another encoding of separated text (YW-IMP-06); null is what the program finds. */
export function EncodingChoice({
  encoding,
  onChoose,
}: {
  encoding: string | null;
  onChoose: (encoding: string | null) => void;
}) {
  const { text } = useText();
  const words = text.orderImport;
  return (
    <span className={styles.choice}>
      <span aria-hidden="true">{words.encoding}</span>
      <Select
        bare
        label={words.encoding}
        value={encoding ?? ""}
        options={[
          ...(encoding === null ? [{ value: "", label: words.automatic }] : []),
          ...ENCODINGS.map((name) => ({ value: name, label: words.encodings[name] })),
        ]}
        onChange={(name) => {
          onChoose(name === "" ? null : name);
        }}
      />
    </span>
  );
}

/** Another sheet of the workbook (YW-IMP-04); null where none was taken. */
export function SheetChoice({
  sheets,
  sheet,
  onChoose,
}: {
  sheets: readonly string[];
  sheet: string | null;
  onChoose: (sheet: string) => void;
}) {
  const { text } = useText();
  const words = text.orderImport;
  return (
    <span className={styles.choice}>
      <span aria-hidden="true">{words.sheet}</span>
      <Select
        bare
        label={words.sheet}
        value={sheet ?? ""}
        options={[
          ...(sheet === null ? [{ value: "", label: "—", disabled: true }] : []),
          ...sheets.map((name) => ({ value: name, label: name })),
        ]}
        onChange={onChoose}
      />
    </span>
  );
}
