import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { asProblem } from "#host/Host";
import type { ImportOptions, LineColumn, OrderView, PreviewTab, PreviewView } from "#host/generated";
import { useHost } from "#host/HostProvider";
import { useDeskEvents } from "#host/useDeskEvents";
import { useAction } from "#kit/actions";
import { Button } from "#kit/Button";
import { Icon } from "#kit/Icon";
import { isComposing } from "#kit/keys";
import { StatusSlot } from "#kit/StatusSlot";
import { useText } from "#text/TextProvider";
import { rowsOf } from "./counts";
import { grouped } from "#kit/figures";
import { LINE_COLUMNS } from "#host/forms";
import { cellProblems } from "./fields";
import { AdjustColumns } from "./AdjustColumns";
import { EncodingChoice, SheetChoice } from "./FileChoices";
import { Findings } from "./Findings";
import { ImportBar } from "./ImportBar";
import { ImportHead } from "./ImportHead";
import { PAGE_ROWS, rowChecked } from "./importQueries";
import { findingBehind, indexOfRow, placeOf, type FilePlace } from "./places";
import styles from "./PreviewPage.module.css";
import { PreviewTable, type ActiveCell } from "./PreviewTable";
import { ProblemNote } from "./ProblemNote";
import { useQuestions } from "./questions";
import { takeFocus } from "./takeFocus";
import { Tally } from "./Tally";
import type { Import } from "./useImport";

interface PreviewPageProps {
  order: OrderView;
  preview: PreviewView;
  options: ImportOptions;
  run: Import;
  onLeave: () => void;
}

/** Everything that was found in the file, before anything is stored (YW-IMP-12). */
export function PreviewPage({ order, preview, options, run, onLeave }: PreviewPageProps) {
  const host = useHost();
  const client = useQueryClient();
  const { text } = useText();
  const words = text.orderImport;
  const [tab, setTab] = useState<PreviewTab>("all");
  const [active, setActive] = useState<ActiveCell | null>(null);
  const [place, setPlaceShown] = useState<FilePlace | null>(null);
  // F8 pressed again while the next finding is looked for goes on from there.
  const present = useRef<FilePlace | null>(null);
  const walk = useRef(Promise.resolve());
  const setPlace = (to: FilePlace | null) => {
    present.current = to;
    setPlaceShown(to);
  };
  const [findingsAt, setFindingsAt] = useState(0);
  const [editing, setEditing] = useState(false);
  const [mended, setMended] = useState("");

  /** Shows a cell of the file wherever it stands: in this tab, or among all rows. */
  const goTo = async (to: FilePlace) => {
    setPlace(to);
    const column = Math.max(0, to.column);
    const here = await indexOfRow(host, tab, rowsOf(preview, tab), to.row);
    if (here !== null) {
      setActive({ at: here, column });
      return;
    }
    const among = await indexOfRow(host, "all", preview.rows, to.row);
    setTab("all");
    if (among !== null) setActive({ at: among, column });
  };
  const step = async () => {
    const from = present.current ?? { row: 0, column: -1 };
    // A tab without findings leads to those of the whole file.
    const found = (await findingBehind(host, tab, from)) ?? (await findingBehind(host, "all", from));
    if (!found) return;
    setFindingsAt(Math.floor(found.at / PAGE_ROWS));
    await goTo(placeOf(found.problem));
  };
  const next = () => {
    walk.current = walk.current.then(step).catch((error: unknown) => {
      run.tell(asProblem(error));
    });
  };
  useAction("wrong.next", next);

  /** Corrects a cell; false: it was refused, and what was typed stays. */
  const correct = async (row: number, column: LineColumn, typed: string) => {
    try {
      const checked = await host.correctCell(row, column, typed);
      run.tell(null);
      const still = cellProblems(checked, column).length > 0;
      setMended(still ? "" : words.mended(grouped(row), words.columns[column]));
      void rowChecked(client, checked);
      return true;
    } catch (error) {
      run.tell(asProblem(error));
      return false;
    }
  };
  const questions = useQuestions(order, preview, options, run, onLeave);
  useDeskEvents((event) => {
    const path = event.kind === "dropped" ? event.paths[0] : undefined;
    if (path !== undefined) void questions.readOther(path);
  });

  const facts = [
    preview.file_name,
    ...(preview.sheet && preview.sheets.length < 2 ? [words.sheetNamed(preview.sheet)] : []),
    words.headerRow(grouped(preview.header_row)),
    ...(preview.remembered ? [words.remembered] : []),
  ];
  return (
    <section
      ref={takeFocus}
      tabIndex={-1}
      className={styles.page}
      onKeyDown={(event) => {
        if (isComposing(event) || event.key !== "Escape" || event.defaultPrevented) return;
        event.preventDefault();
        void questions.giveUp();
      }}
    >
      <ImportHead order={order} title={words.previewTitle} facts={facts}>
        {preview.sheets.length > 1 && (
          <SheetChoice
            sheets={preview.sheets}
            sheet={preview.sheet}
            onChoose={(sheet) => void run.start({ ...options, sheet, mapping: [] })}
          />
        )}
        {preview.encoding !== null && (
          <EncodingChoice
            encoding={preview.encoding}
            onChoose={(encoding) => void run.start({ ...options, encoding })}
          />
        )}
        <span className={styles.nothing}>{words.nothingStored}</span>
        <AdjustColumns preview={preview} options={options} run={run} />
        <Button onClick={() => void run.saveReport()}>
          <Icon name="export" />
          {words.report}
        </Button>
      </ImportHead>
      {preview.problems.map((problem, at) => (
        <ProblemNote key={at} problem={problem} />
      ))}
      <ProblemNote
        problem={run.problem}
        advice={run.problem ? words.advice[run.problem.code] : undefined}
        onClose={() => {
          run.tell(null);
        }}
      />
      <Tally
        preview={preview}
        chosen={tab}
        onChoose={(chosen) => {
          setTab(chosen);
          setFindingsAt(0);
          setActive(null);
          setPlace(null);
        }}
      />
      <div className={styles.split}>
        <PreviewTable
          key={tab}
          preview={preview}
          tab={tab}
          total={rowsOf(preview, tab)}
          active={active}
          onActive={(cell, to) => {
            setActive(cell);
            setPlace(to);
          }}
          correct={correct}
          onEditing={setEditing}
        />
        <Findings
          preview={preview}
          tab={tab}
          page={findingsAt}
          onPage={setFindingsAt}
          place={place}
          onGo={(to) => void goTo(to)}
          onNext={next}
          onChange={(row, column, typed) => void correct(row, column, typed)}
        />
      </div>
      <p className="visually-hidden" role="status">
        {mended}
      </p>
      <ImportBar
        preview={preview}
        replace={options.replace}
        onReplace={(replace) => void questions.replace(replace)}
        onImport={(onlyGood, duplicates) => void questions.store(onlyGood, duplicates)}
        onCancel={() => void questions.giveUp()}
      />
      {place && (
        <StatusSlot name="place">
          {place.column < 0
            ? words.rowName(grouped(place.row))
            : words.cell(grouped(place.row), words.columns[LINE_COLUMNS[place.column] ?? "amount"])}
          {editing && words.nowEditing}
        </StatusSlot>
      )}
      <StatusSlot name="keys">
        {editing ? (
          <>
            <kbd>Enter</kbd> {words.commit}
          </>
        ) : (
          <>
            <kbd>F8</kbd> {words.next}
          </>
        )}
      </StatusSlot>
    </section>
  );
}
