import {
  useLayoutEffect,
  useRef,
  useState,
  type ClipboardEvent,
  type CSSProperties,
  type FocusEvent,
  type KeyboardEvent,
  type Ref,
} from "react";
import { isComposing } from "#kit/keys";
import { isNumeric } from "./columns";
import { perform } from "./doKey";
import { entryText } from "./entry";
import styles from "./Grid.module.css";
import { gridKey, type Mode } from "./keys";
import type { LineSheet } from "./LineSheet";
import type { SheetState } from "./sheetState";
import { choose, suggest, take } from "./merchants";
import { copy, paste } from "./ranges";
import { isEntry, leaves } from "./selection";

/** One selected blank: it is what Ctrl+C finds in WebKit, and what the first key of an input method replaces. */
const BLANK = " ";

interface EditorProps {
  sheet: LineSheet;
  state: SheetState;
  /** Over the active cell. */
  placed: CSSProperties;
  label: string;
  activeId: string;
  /** How the keys are, told once by screen readers. */
  hint: string;
  listId: string | undefined;
  chosenId: string | undefined;
  readOnly: boolean;
  /** How many rows a page has. */
  pageRows: number;
  ref: Ref<HTMLTextAreaElement>;
  /** Brings the active cell into sight before a key opens it. */
  onReveal: () => void;
  /** While an input method composes the field must not move. */
  onComposing: (composing: boolean) => void;
  onFind: () => void;
  onLeave: (back: boolean) => void;
  onRemove: () => void;
}

/**
 * The one field of the grid: it always has the focus, transparent over the active cell until something is typed. So an
 * input method can begin with the very first key.
 */
export function Editor(props: EditorProps) {
  const { sheet, state, placed, readOnly } = props;
  const { edit } = state;
  const field = useRef<HTMLTextAreaElement>(null);
  const [held, setHeld] = useState<CSSProperties | null>(null);
  const serial = edit?.serial ?? 0;
  const initial = edit?.initial ?? null;

  // The field is uncontrolled: only opening with a text and closing set it.
  useLayoutEffect(() => {
    const area = field.current;
    if (!area) return;
    if (serial === 0) rest(area);
    else if (initial !== null) {
      area.value = initial;
      area.setSelectionRange(initial.length, initial.length);
    }
  }, [serial, initial]);

  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (isComposing(event)) {
      // The first key of a composition: the cell is brought into sight before it opens.
      if (!edit && held === null) props.onReveal();
      return;
    }
    const mode: Mode = edit ? (edit.caret ? "caret" : "typing") : "ready";
    const area = event.currentTarget;
    if (edit && state.suggestions && suggestionKey(event)) return;
    const key = gridKey(event, mode);
    if (!key) {
      if (!edit && event.key.length === 1 && !event.ctrlKey && !event.metaKey) props.onReveal();
      return;
    }
    if (key.do === "tab" && !edit && leaves(state.selection, key.back, sheet.shape)) return;
    event.preventDefault();
    event.stopPropagation();
    perform(sheet, key, {
      typed: area.value,
      pageRows: props.pageRows,
      find: props.onFind,
      leave: props.onLeave,
      remove: props.onRemove,
    });
  };

  const suggestionKey = (event: KeyboardEvent<HTMLTextAreaElement>): boolean => {
    const { suggestions } = state;
    if (!suggestions) return false;
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const chosen = suggestions.merchants[suggestions.chosen];
    if (by === 1 || by === -1) choose(sheet, by);
    else if (event.key === "Escape") sheet.set({ suggestions: null });
    else if ((event.key === "Enter" || event.key === "Tab") && chosen) {
      void take(sheet, chosen);
      sheet.step({ do: "tab", back: false });
    } else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  };

  const input = (area: HTMLTextAreaElement, composed: boolean) => {
    if (!sheet.state.edit && !sheet.open(false, null)) {
      if (composed) rest(area);
      return;
    }
    sheet.typing(area.value);
    if (composed) void suggest(sheet, area.value);
  };

  const clip = (event: ClipboardEvent<HTMLTextAreaElement>, cut: boolean) => {
    if (edit) return;
    event.preventDefault();
    const { active } = state.selection;
    if (isEntry(active, sheet.shape)) {
      event.clipboardData.setData("text/plain", entryText(state.entry, active.column));
      if (cut) sheet.typeEntry({ [active.column]: "" });
    } else void copy(sheet, cut);
  };

  return (
    <textarea
      ref={(area) => {
        field.current = area;
        if (typeof props.ref === "function") return props.ref(area);
        if (props.ref) props.ref.current = area;
        return undefined;
      }}
      className={[
        styles.editor,
        edit && styles.editing,
        isNumeric(state.selection.active.column) && styles.num,
      ]
        .filter(Boolean)
        .join(" ")}
      style={held ?? placed}
      rows={1}
      spellCheck={false}
      autoCapitalize="off"
      autoComplete="off"
      autoCorrect="off"
      defaultValue={BLANK}
      aria-label={props.label}
      aria-activedescendant={props.chosenId ?? props.activeId}
      aria-description={props.hint}
      aria-controls={props.listId}
      aria-readonly={readOnly || undefined}
      onKeyDown={onKeyDown}
      onInput={(event) => {
        input(event.currentTarget, !composing(event.nativeEvent));
      }}
      onCompositionStart={() => {
        props.onComposing(true);
        setHeld(placed);
        if (!edit) sheet.open(false, null);
      }}
      onCompositionEnd={(event) => {
        props.onComposing(false);
        setHeld(null);
        input(event.currentTarget, true);
      }}
      onCopy={(event) => {
        clip(event, false);
      }}
      onCut={(event) => {
        clip(event, true);
      }}
      onPaste={(event) => {
        if (edit) return;
        event.preventDefault();
        const html = event.clipboardData.getData("text/html");
        void paste(sheet, event.clipboardData.getData("text/plain"), html === "" ? null : html);
      }}
      onFocus={(event) => {
        if (!edit) rest(event.currentTarget);
      }}
      onBlur={(event: FocusEvent<HTMLTextAreaElement>) => {
        void sheet.flush();
        // Another window came to the front: the cell stays open.
        if (edit && document.hasFocus()) sheet.commit(event.currentTarget.value);
      }}
    />
  );
}

function rest(area: HTMLTextAreaElement) {
  area.value = BLANK;
  area.select();
}

const composing = (event: Event) => event instanceof InputEvent && event.isComposing;
