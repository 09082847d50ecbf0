import type { LineColumn, PreviewTab, PreviewView, ProblemView } from "#host/generated";
import { Button } from "#kit/Button";
import { Icon } from "#kit/Icon";
import { sentence } from "#text/sentence";
import { useText } from "#text/TextProvider";
import { grouped } from "#kit/figures";
import { columnOf } from "#host/forms";
import { monthsMeant } from "./fields";
import styles from "./Findings.module.css";
import { PAGE_ROWS, useFindings } from "./importQueries";
import { placeOf, type FilePlace } from "./places";

interface FindingsProps {
  preview: PreviewView;
  /** Whose rows' findings are shown. */
  tab: PreviewTab;
  page: number;
  onPage: (page: number) => void;
  /** The cell that is looked at. */
  place: FilePlace | null;
  onGo: (place: FilePlace) => void;
  onNext: () => void;
  onChange: (row: number, column: LineColumn, text: string) => void;
}

/** What was found in the rows of the tab, errors before warnings: where, what was found, why, and what can be done at once. */
export function Findings({ preview, tab, page, onPage, place, onGo, onNext, onChange }: FindingsProps) {
  const { text } = useText();
  const words = text.orderImport.findings;
  const findings = useFindings(tab, page).data;
  const total = findings?.total ?? 0;
  const last = Math.max(0, Math.ceil(total / PAGE_ROWS) - 1);
  const from = page * PAGE_ROWS + 1;
  return (
    <aside className={styles.side} aria-labelledby="findings-title">
      <div className={styles.title}>
        <h2 id="findings-title">{words.title}</h2>
        <span className="hint">
          {tab === "warned" || tab === "duplicate"
            ? words.places(grouped(total))
            : preview.errors > 0
              ? words.count(grouped(preview.faulty), grouped(preview.errors))
              : words.noErrors}
        </span>
        <Button quiet keys="F8" disabled={isClean(preview)} onClick={onNext}>
          {text.orderImport.next}
        </Button>
      </div>
      {findings && total === 0 && (
        <p className={styles.none}>
          {isClean(preview)
            ? words.none
            : tab === "all" && preview.duplicates > 0
              ? words.onlyDuplicates(grouped(preview.duplicates))
              : words.noneHere}
        </p>
      )}
      <ul className={styles.list} tabIndex={-1}>
        {findings?.problems.map((problem, at) => (
          <Finding
            key={at}
            problem={problem}
            current={isAt(problem, place)}
            onGo={onGo}
            onChange={onChange}
          />
        ))}
      </ul>
      {last > 0 && (
        <nav className={styles.pages}>
          <Button
            quiet
            label={words.earlier}
            disabled={page === 0}
            onClick={() => {
              onPage(page - 1);
            }}
          >
            <Icon name="left" />
          </Button>
          <span className="hint">
            {words.range(grouped(from), grouped(Math.min(total, from + PAGE_ROWS - 1)), grouped(total))}
          </span>
          <Button
            quiet
            label={words.later}
            disabled={page >= last}
            onClick={() => {
              onPage(page + 1);
            }}
          >
            <Icon name="right" />
          </Button>
        </nav>
      )}
    </aside>
  );
}

/** Nothing was found in any row. */
const isClean = ({ faulty, warned, duplicates }: PreviewView) => faulty + warned + duplicates === 0;

function isAt(problem: ProblemView, place: FilePlace | null): boolean {
  if (!place) return false;
  const own = placeOf(problem);
  return own.row === place.row && (own.column === place.column || own.column === -1);
}

interface FindingProps {
  problem: ProblemView;
  current: boolean;
  onGo: (place: FilePlace) => void;
  onChange: (row: number, column: LineColumn, text: string) => void;
}

function Finding({ problem, current, onGo, onChange }: FindingProps) {
  const { lang, text } = useText();
  const words = text.orderImport;
  const field = columnOf(problem);
  const { row, value } = problem;
  const says = sentence(problem, lang);
  // A sentence that quotes the text already need not be told it again.
  const quoted = value !== null && (value === "" || !says.includes(value));
  return (
    <li
      className={[styles.finding, current && styles.current, problem.severity === "warning" && styles.warning]
        .filter(Boolean)
        .join(" ")}
      aria-current={current || undefined}
      ref={current ? intoView : undefined}
    >
      <button
        type="button"
        className={styles.go}
        onClick={() => {
          onGo(placeOf(problem));
        }}
      >
        <span className={styles.where}>
          <b>
            {words.rowName(grouped(row ?? 0))} <i />
            {field ? `${problem.column ?? ""} ${words.columns[field]}`.trim() : words.findings.wholeRow}
          </b>{" "}
          <code>{problem.code}</code>
        </span>{" "}
        <span>
          {quoted && (
            <>
              {words.findings.read} <span className={styles.found}>{value || words.empty}</span>
              {lang === "zh" ? "。" : ". "}
            </>
          )}
          {says}
        </span>
      </button>
      {field && row !== null && (
        <span className={styles.answers}>
          {monthsMeant(problem).map((month) => (
            <Button
              key={month}
              onClick={() => {
                onChange(row, field, month);
              }}
            >
              {words.findings.change(month)}
            </Button>
          ))}
        </span>
      )}
    </li>
  );
}

/** The finding that is looked at is seen; the list does not move where it is seen already. */
const intoView = (item: HTMLLIElement | null) => {
  item?.scrollIntoView({ block: "nearest" });
};
