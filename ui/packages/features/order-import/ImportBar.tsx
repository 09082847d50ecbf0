import { useState } from "react";
import { problemOf } from "#host/forms";
import type { PreviewView } from "#host/generated";
import { Button } from "#kit/Button";
import { Checkbox } from "#kit/Checkbox";
import { Radio } from "#kit/Radio";
import { sentence } from "#text/sentence";
import { useText } from "#text/TextProvider";
import { rowsTaken } from "./counts";
import { grouped } from "#kit/figures";
import styles from "./ImportBar.module.css";

interface ImportBarProps {
  preview: PreviewView;
  replace: boolean;
  onReplace: (replace: boolean) => void;
  onImport: (onlyGood: boolean, withDuplicates: boolean) => void;
  onCancel: () => void;
}

/** What is done with the rows, and doing it (YW-IMP-11, 13, 14). */
export function ImportBar({ preview, replace, onReplace, onImport, onCancel }: ImportBarProps) {
  const { lang, text } = useText();
  const words = text.orderImport.bar;
  const [duplicates, setDuplicates] = useState(false);
  const { faulty } = preview;
  const take = rowsTaken(preview, duplicates);
  const left = duplicates ? 0 : preview.duplicates;
  const why = (code: string): string => sentence(problemOf(code, { params: { n: grouped(faulty) } }), lang);
  const noGood = take === 0 ? words.noGood : null;

  return (
    <section className={styles.bar} aria-label={words.label}>
      {preview.duplicates > 0 && (
        <Checkbox
          label={words.duplicates(grouped(preview.duplicates))}
          checked={duplicates}
          onChange={setDuplicates}
        />
      )}
      <Radio
        bare
        inline
        label={words.mode}
        value={replace ? "replace" : "append"}
        choices={[
          { value: "append", label: words.append(grouped(preview.lines_now)) },
          { value: "replace", label: words.replace },
        ]}
        onChange={(mode) => {
          onReplace(mode === "replace");
        }}
      />
      <div className={styles.answers}>
        <span className={styles.left} role="status">
          {words.left(faulty, left, grouped(faulty), grouped(left))}
        </span>
        <Button quiet keys="Esc" onClick={onCancel}>
          {text.orderImport.cancel}
        </Button>
        <Button
          tone={faulty > 0 ? "plain" : "primary"}
          disabledReason={faulty > 0 ? why("IMP_HAS_ERRORS") : noGood}
          onClick={() => {
            onImport(false, duplicates);
          }}
        >
          {faulty > 0 ? words.all : words.allRows(grouped(take))}
        </Button>
        {faulty > 0 && (
          <Button
            tone="primary"
            disabledReason={noGood}
            onClick={() => {
              onImport(true, duplicates);
            }}
          >
            {words.goodRows(grouped(take))}
          </Button>
        )}
      </div>
    </section>
  );
}
