import { asProblem } from "#host/Host";
import type { ImportState } from "#host/generated";
import { useHost } from "#host/HostProvider";
import { useDeskEvents } from "#host/useDeskEvents";
import { Button } from "#kit/Button";
import { Icon } from "#kit/Icon";
import { sentence } from "#text/sentence";
import { useText } from "#text/TextProvider";
import { ColumnMapping } from "./ColumnMapping";
import { EncodingChoice, SheetChoice } from "./FileChoices";
import { ProblemNote } from "./ProblemNote";
import styles from "./RefusedFile.module.css";
import type { Import } from "./useImport";

type Refused = Extract<ImportState, { state: "refused" }>;

const OTHER_ENCODING = ["IMP_ENCODING", "IMP_CSV", "IMP_HEADER", "IMP_COLUMN_MISSING"];
/** Only these are worth the same file once more, unchanged. */
const SEPARATED = /\.(csv|txt|tsv)$/i;

/** A file that cannot be imported as it is: each reason with its code, what to do, and what can be chosen here. */
export function RefusedFile({ refused, run }: { refused: Refused; run: Import }) {
  const host = useHost();
  const { lang, text } = useText();
  const words = text.orderImport;
  const { options, problems, columns, sheets } = refused;
  const encodings =
    SEPARATED.test(refused.file_name) && problems.some(({ code }) => OTHER_ENCODING.includes(code));
  useDeskEvents((event) => {
    const path = event.kind === "dropped" ? event.paths[0] : undefined;
    if (path !== undefined) void run.startFile(path);
  });
  const other = async () => {
    try {
      const path = await host.chooseWorkbook();
      if (path !== null) await run.startFile(path);
    } catch (error) {
      run.tell(asProblem(error));
    }
  };

  return (
    <div className={styles.refused}>
      <ProblemNote
        problem={run.problem}
        onClose={() => {
          run.tell(null);
        }}
      />
      <section aria-labelledby="refused-title">
        <h2 id="refused-title">{words.refused.title(refused.file_name)}</h2>
        <p className={styles.what}>{words.refused.what}</p>
        <div className={styles.told} role="alert">
          <ul className={styles.problems}>
            {problems.map((problem, at) => (
              <li key={at} className={problem.severity === "error" ? styles.error : styles.warning}>
                <Icon name="triangle" />
                <p>
                  {sentence(problem, lang)} <code>{problem.code}</code>
                  {problem.severity === "error" && words.advice[problem.code] !== undefined && (
                    <span className={styles.advice}>{words.advice[problem.code]}</span>
                  )}
                </p>
              </li>
            ))}
          </ul>
        </div>
        <p className={styles.actions}>
          {sheets.length > 0 && (
            <SheetChoice
              sheets={sheets}
              sheet={null}
              onChoose={(sheet) => void run.start({ ...options, sheet, mapping: [] })}
            />
          )}
          {encodings && (
            <EncodingChoice
              encoding={options.encoding}
              onChoose={(encoding) => void run.start({ ...options, encoding, mapping: [] })}
            />
          )}
          {columns === null && (
            <Button
              tone={sheets.length > 0 || encodings ? "plain" : "primary"}
              onClick={() => void run.start(options)}
            >
              {words.refused.again}
            </Button>
          )}
          <Button onClick={() => void other()}>{words.refused.other}</Button>
          <Button quiet onClick={() => void run.cancel()}>
            {words.cancel}
          </Button>
        </p>
      </section>
      {columns && (
        <section className={styles.mapping} aria-labelledby="mapping-title">
          <h2 id="mapping-title">{words.mapping.title}</h2>
          <p className={styles.what}>{words.mapping.what}</p>
          <ColumnMapping columns={columns} onRead={(mapping) => void run.start({ ...options, mapping })} />
        </section>
      )}
    </div>
  );
}
