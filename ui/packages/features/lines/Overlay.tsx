import { useId, type CSSProperties, type ReactNode, type Ref } from "react";
import type { LineColumn } from "#host/generated";
import { Button } from "#kit/Button";
import { Icon } from "#kit/Icon";
import { sentence } from "#text/sentence";
import { useText } from "#text/TextProvider";
import { CellNote } from "./CellNote";
import { cellState } from "./cellState";
import type { Plan } from "./columns";
import { columnOf } from "#host/forms";
import { grouped } from "#kit/figures";
import type { Box } from "./geometry";
import styles from "./Grid.module.css";
import type { LineSheet } from "./LineSheet";
import type { SheetState } from "./sheetState";
import { MerchantList } from "./MerchantList";
import { take } from "./merchants";
import { besideCell, overCell } from "./placing";

interface OverlayProps {
  ref: Ref<HTMLDivElement>;
  sheet: LineSheet;
  state: SheetState;
  plan: Plan;
  box: Box;
  scrollTop: number;
  /** What is said of the active cell. */
  label: string;
  hovered: { row: number; column: LineColumn } | null;
  /** The editor, given its place and the ids of the list below it. */
  children: (
    placed: CSSProperties,
    ids: { listId: string | undefined; chosenId: string | undefined },
  ) => ReactNode;
}

/**
 * What lies over the table and does not scroll with it: the editor, the note of the active or hovered cell, merchants, and what was refused. It
 * stands within the scroller, so that the keyboard reaches what scrolls, and the wheel turns it over an open cell as well.
 */
export function Overlay({ ref, sheet, state, plan, box, scrollTop, label, hovered, children }: OverlayProps) {
  const { lang, text } = useText();
  const id = useId();
  const { active, far } = state.selection;
  const { suggestions, notice, edit } = state;
  const single = active.row === far.row && active.column === far.column && state.selection.whole === "cells";
  const place = hovered ?? (single || edit ? { row: active.row, column: active.column } : null);
  const isActive = !hovered || (hovered.row === active.row && hovered.column === active.column);
  const here = plan.columns.find((one) => one.column === active.column) ?? plan.columns[0];
  const noted = place && plan.columns.find((one) => one.column === place.column);
  const note = place && whatToTell(sheet, state, place);
  if (!here) return null;
  return (
    <div
      ref={ref}
      className={styles.overlay}
      style={
        {
          "--st": "0px",
          "--sl": "0px",
          width: box.width,
          height: box.height,
          marginBottom: -box.height,
        } as CSSProperties
      }
    >
      {children(overCell(active.row, here, state.lines, box, here === plan.columns.at(-1)), {
        listId: suggestions ? id : undefined,
        chosenId: suggestions && suggestions.chosen >= 0 ? `${id}-${suggestions.chosen}` : undefined,
      })}
      <p className="visually-hidden" aria-live="polite">
        {note && isActive ? label : ""}
      </p>
      {place && noted && note && !suggestions && (
        <CellNote
          problems={note.problems}
          twin={note.twin}
          placed={besideCell(place.row, noted, state.lines, box, scrollTop)}
          active={isActive}
          unstored={
            note.unsaved
              ? {
                  retry: () => {
                    if (note.unsaved) void sheet.storeCell(note.unsaved);
                  },
                  giveUp: () => {
                    if (note.unsaved) sheet.giveUp(note.unsaved);
                  },
                }
              : null
          }
        />
      )}
      {suggestions && edit && (
        <MerchantList
          suggestions={suggestions}
          id={id}
          placed={besideCell(active.row, here, state.lines, box, scrollTop)}
          onTake={(merchant) => void take(sheet, merchant)}
        />
      )}
      {notice && (
        <div role="alert" className={styles.refused}>
          <span className={notice.problem.severity === "error" ? styles.bad : styles.wait}>
            <Icon name="triangle" />
          </span>
          <span>{sentence(notice.problem, lang)}</span>
          <code>{notice.problem.code}</code>
          {notice.retry && (
            <Button
              onClick={() => {
                sheet.set({ notice: null });
                notice.retry?.();
              }}
            >
              {text.lines.refused.retry}
            </Button>
          )}
          <Button
            quiet
            label={text.lines.refused.close}
            onClick={() => {
              sheet.set({ notice: null });
            }}
          >
            <Icon name="cross" />
          </Button>
        </div>
      )}
    </div>
  );
}

/** What there is to tell of a cell; `null` for nothing. */
function whatToTell(sheet: LineSheet, state: SheetState, place: { row: number; column: LineColumn }) {
  if (place.row >= state.lines) {
    const problems = state.entry.problems.filter((problem) => columnOf(problem) === place.column);
    return problems.length > 0 ? { problems, twin: null, unsaved: null } : null;
  }
  const line = sheet.pages.row(place.row);
  if (!line) return null;
  const { problems, unsaved } = cellState(line, place.column, state.unsaved);
  const twin = place.column === "goods_name" && line.twin !== null ? grouped(line.twin) : null;
  // A text that is on its way to the disk says nothing.
  const stuck = unsaved && (unsaved.problem !== null || unsaved.waiting) ? unsaved : null;
  const told = problems.filter((problem) => twin === null || problem.code !== "LINE_DUPLICATE");
  return told.length > 0 || twin !== null || stuck ? { problems: told, twin, unsaved: stuck } : null;
}
