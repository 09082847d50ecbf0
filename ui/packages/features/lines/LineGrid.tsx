import {
  useCallback,
  useEffect,
  useId,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type PointerEvent,
} from "react";
import type { Columns, LineColumn, OrderView } from "#host/generated";
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
import { isEntry, rectangle } from "./selection";
import { SumsRow } from "./SumsRow";
import { Toolbar } from "./Toolbar";
import { useBox } from "./useBox";
import { useCellLabel } from "./useCellLabel";
import { usePainted } from "./usePainted";
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
  const painted = usePainted(state.version > 0);
  const window = useMemo(
    () => drawn(scrollTop, box, state.lines, painted),
    [scrollTop, box, state.lines, painted],
  );
  const columns = useMemo(() => plan.columns.map((one) => one.column), [plan]);
  const extent = useMemo(
    () => ({ lines: state.lines, entry: !readOnly, columns }),
    [state.lines, readOnly, columns],
  );
  const chosen = rectangle(state.selection, extent);
  const { active, whole } = state.selection;
  const inEntry = isEntry(active, extent);

  // What the parts of the grid are given stays the same object while it says the same: they are drawn only where something
  // of theirs is different.
  const focus = useCallback(() => {
    editor.current?.focus({ preventScroll: true });
  }, []);
  const pointer = usePointer(sheet, plan, box, scroller, () => {
    // A press elsewhere stores the open cell.
    if (editor.current) sheet.commit(editor.current.value);
    focus();
  });
  const choose = useCallback(
    (lines: Columns) => {
      setPreferences({ columns: { ...preferences.columns, lines } });
    },
    [preferences.columns, setPreferences],
  );
  const menu = useMemo(
    () => <ColumnsMenu column={active.column} plan={plan} choice={choice} onChoice={choose} />,
    [active.column, plan, choice, choose],
  );

  useLayoutEffect(() => {
    sheet.arrange({ columns, writable: !readOnly, repeats: preferences.repeat_merchant });
  }, [sheet, columns, readOnly, preferences.repeat_merchant]);
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
  }, [sheet, window, state.lines]);
  useDeskEvents((event) => {
    if (event.kind === "changed") void sheet.heard(event.revision);
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

  const ask = useRemoving(sheet, readOnly, focus);

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

  return (
    <>
      <Toolbar sheet={sheet} said={state.said} head={head} findRef={finder} onRemove={ask} onDone={focus}>
        {menu}
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
                from={chosen.left}
                to={chosen.right}
                wholeColumns={whole === "columns"}
                plan={plan}
                currency={head.row.line_currency}
                choice={choice}
                onChoice={choose}
              />
              <GridBody
                sheet={sheet}
                extent={extent}
                version={state.version}
                selection={state.selection}
                unsaved={state.unsaved}
                plan={plan}
                box={box}
                window={window}
                filling={pointer.filling}
                activeId={activeId}
                readOnly={readOnly}
              />
              {!readOnly && (
                <EntryRow
                  sheet={sheet}
                  lines={state.lines}
                  entry={state.entry}
                  from={inEntry ? chosen.left : -1}
                  to={inEntry ? chosen.right : -1}
                  active={inEntry ? extent.columns.indexOf(active.column) : -1}
                  plan={plan}
                  activeId={activeId}
                />
              )}
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
      <PlaceInStatus
        sheet={sheet}
        extent={extent}
        selection={state.selection}
        version={state.version}
        currency={head.row.line_currency}
      />
    </>
  );
}
