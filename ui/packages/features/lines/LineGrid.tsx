import { problemOf } from "#host/forms";
import { useEffect, useId, useLayoutEffect, useMemo, useRef, useState, type PointerEvent } from "react";
import { useQueryClient } from "@tanstack/react-query";
import type { LineColumn, OrderView } from "#host/generated";
import { useHost } from "#host/HostProvider";
import { useDeskEvents } from "#host/useDeskEvents";
import { usePreferences } from "#host/usePreferences";
import { useAction } from "#kit/actions";
import { Button } from "#kit/Button";
import { EmptyState } from "#kit/EmptyState";
import { Icon } from "#kit/Icon";
import { useUnsaved } from "#kit/unsaved";
import { useText } from "#text/TextProvider";
import { ColumnsMenu } from "./ColumnsMenu";
import { NO_CHOICE, plan as planned } from "./columns";
import { Editor } from "./Editor";
import { EntryRow } from "./EntryRow";
import { wrong } from "./finding";
import { drawn, revealed, room } from "./geometry";
import styles from "./Grid.module.css";
import { GridBody } from "./GridBody";
import { GridHead } from "./GridHead";
import { LineSheet } from "./LineSheet";
import { Overlay } from "./Overlay";
import { PlaceInStatus } from "./PlaceInStatus";
import { undo } from "./ranges";
import { isEntry } from "./selection";
import { SumsRow } from "./SumsRow";
import { Toolbar } from "./Toolbar";
import { useBox } from "./useBox";
import { useCellLabel } from "./useCellLabel";
import { usePointer } from "./usePointer";
import { useRemoving } from "./useRemoving";
import { useSheet } from "./useSheet";

interface LineGridProps {
  order: string;
  head: OrderView;
  /** 批量导入, offered where there are no lines yet. */
  onImport?: () => void;
}

/** 交易清单: an order's lines as a grid with Excel's habits (YW-ORD-08 … 14). */
export function LineGrid(props: LineGridProps) {
  return <OneOrder key={props.order} {...props} />;
}

function OneOrder({ order, head, onImport }: LineGridProps) {
  const host = useHost();
  const client = useQueryClient();
  const { text } = useText();
  const { preferences, set: setPreferences } = usePreferences();
  const [sheet] = useState(() => new LineSheet(host, order, head.row.line_count));
  const state = useSheet(sheet);
  const { box, measure } = useBox();
  const choice = preferences.columns.lines ?? NO_CHOICE;
  const plan = useMemo(() => planned(choice, box.width), [choice, box.width]);
  const readOnly = head.allowed.edit_lines !== null;
  const [scrollTop, setScrollTop] = useState(0);
  const [hovered, setHovered] = useState<{ row: number; column: LineColumn } | null>(null);
  const scroller = useRef<HTMLDivElement | null>(null);
  const overlay = useRef<HTMLDivElement>(null);
  const editor = useRef<HTMLTextAreaElement>(null);
  const finder = useRef<HTMLInputElement>(null);
  const composes = useRef(false);
  const activeId = useId();
  const label = useCellLabel(sheet, state);
  const window = drawn(scrollTop, box, state.lines);

  const focus = () => {
    editor.current?.focus({ preventScroll: true });
  };
  const pointer = usePointer(sheet, plan, box, scroller, () => {
    // A press elsewhere stores the open cell.
    if (editor.current) sheet.commit(editor.current.value);
    focus();
  });
  const choose = (lines: typeof choice) => {
    setPreferences({ columns: { ...preferences.columns, lines } });
  };

  useLayoutEffect(() => {
    sheet.arrange({
      columns: plan.columns.map((one) => one.column),
      writable: !readOnly,
      repeats: preferences.repeat_merchant,
      onWrote: () => void client.invalidateQueries({ queryKey: ["order", order] }),
    });
  }, [sheet, plan, readOnly, preferences.repeat_merchant, client, order]);
  useEffect(() => {
    void sheet.restore();
    const flush = () => {
      void sheet.flush();
    };
    globalThis.addEventListener("pagehide", flush);
    return () => {
      globalThis.removeEventListener("pagehide", flush);
      flush();
    };
  }, [sheet]);
  useEffect(() => {
    sheet.pages.want(window.first, window.last);
  }, [sheet, window.first, window.last, state.lines]);
  useDeskEvents((event) => {
    if (event.kind === "changed") void sheet.changed();
  });

  const reveal = ({ place, whole }: typeof state.reached) => {
    const area = scroller.current;
    if (!area || whole === "all") return;
    const row = isEntry(place, sheet.shape) || whole === "columns" ? null : place.row;
    const column = whole === "rows" ? undefined : plan.columns.find((one) => one.column === place.column);
    const now = { top: area.scrollTop, left: area.scrollLeft };
    const next = revealed(row, column, now, box, plan);
    if (next.top !== now.top) area.scrollTop = next.top;
    if (next.left !== now.left) area.scrollLeft = next.left;
  };
  // Scrolls when a person moved, and never because somebody else wrote.
  const { reached } = state;
  const shown = useRef(reached);
  useLayoutEffect(() => {
    if (shown.current === reached) return;
    shown.current = reached;
    reveal(reached);
  });

  const scrolled = () => {
    const area = scroller.current;
    if (!area) return;
    setScrollTop(Math.floor(area.scrollTop / box.row / 4) * 4 * box.row);
    if (composes.current) return;
    overlay.current?.style.setProperty("--st", `${area.scrollTop}px`);
    overlay.current?.style.setProperty("--sl", `${area.scrollLeft}px`);
  };

  const ask = useRemoving(sheet, state, readOnly, focus);

  useAction("edit.undo", readOnly ? null : () => void undo(sheet, false));
  useAction("edit.redo", readOnly ? null : () => void undo(sheet, true));
  useAction("wrong.next", () => {
    void wrong(sheet, false).finally(focus);
  });
  useAction("find", () => finder.current?.focus());
  useUnsaved({
    has: async () => {
      await sheet.flush();
      return sheet.hasEntry;
    },
    discard: () => {
      sheet.clearEntry();
      return sheet.flush();
    },
    resume: focus,
  });

  const over = (event: PointerEvent<HTMLElement>) => {
    const cell = (event.target as HTMLElement).closest<HTMLElement>("[data-noted]");
    const row = Number(cell?.closest<HTMLElement>("[data-row]")?.dataset.row ?? "-1");
    const column = sheet.columns.find((one) => one === cell?.dataset.column);
    setHovered(cell && column && row >= 0 ? { row, column } : null);
  };

  const refusal = head.allowed.edit_lines;
  return (
    <>
      <Toolbar
        sheet={sheet}
        state={state}
        head={head}
        refusal={refusal === null ? null : problemOf(refusal)}
        findRef={finder}
        onRemove={ask}
        onDone={focus}
      >
        <ColumnsMenu state={state} plan={plan} choice={choice} onChoice={choose} />
      </Toolbar>
      <div className={styles.frame}>
        <div
          ref={(area) => {
            scroller.current = area;
            return measure(area);
          }}
          className={styles.scroller}
          tabIndex={-1}
          onScroll={scrolled}
          onMouseDown={(event) => {
            // The one field keeps the focus; buttons in the table do not need it.
            if (!overlay.current?.contains(event.target as Node)) event.preventDefault();
          }}
          onDoubleClick={(event) => {
            if ((event.target as HTMLElement).closest("[data-column]"))
              sheet.open(true, sheet.textAt(sheet.state.selection.active));
          }}
          onPointerOver={over}
          onPointerLeave={() => {
            setHovered(null);
          }}
          {...pointer.handlers}
        >
          <Overlay
            ref={overlay}
            sheet={sheet}
            state={state}
            plan={plan}
            box={box}
            scrollTop={scrollTop}
            label={label}
            hovered={hovered}
          >
            {(placed, ids) => (
              <Editor
                ref={editor}
                sheet={sheet}
                state={state}
                placed={placed}
                label={label}
                activeId={activeId}
                hint={text.lines.keysHint}
                {...ids}
                readOnly={readOnly}
                pageRows={Math.floor(room(box, !readOnly) / box.row) - 1}
                onReveal={() => {
                  reveal({ place: state.selection.active, whole: "cells" });
                }}
                onComposing={(composing) => {
                  composes.current = composing;
                  if (!composing) scrolled();
                }}
                onFind={() => finder.current?.focus()}
                onLeave={() => finder.current?.focus()}
                onRemove={ask}
              />
            )}
          </Overlay>
          <div className={styles.content} style={{ width: plan.width }}>
            <div
              role="grid"
              className={styles.grid}
              aria-label={text.lines.title}
              aria-rowcount={state.lines + (readOnly ? 1 : 2)}
              aria-colcount={plan.columns.length + 2}
              aria-multiselectable
              aria-readonly={readOnly}
            >
              <GridHead
                sheet={sheet}
                state={state}
                plan={plan}
                currency={head.row.line_currency}
                choice={choice}
                onChoice={choose}
              />
              <GridBody
                sheet={sheet}
                state={state}
                plan={plan}
                box={box}
                window={window}
                filling={pointer.filling}
                activeId={activeId}
                readOnly={readOnly}
              />
              {!readOnly && <EntryRow sheet={sheet} state={state} plan={plan} activeId={activeId} />}
            </div>
            {state.lines === 0 && (
              <EmptyState missing={text.lines.empty.missing} next={text.lines.empty.next}>
                {onImport && !readOnly && (
                  <Button onClick={onImport}>
                    <Icon name="import" />
                    {text.lines.empty.import}
                  </Button>
                )}
              </EmptyState>
            )}
            <SumsRow head={head} plan={plan} />
          </div>
        </div>
      </div>
      <PlaceInStatus sheet={sheet} state={state} currency={head.row.line_currency} />
    </>
  );
}
