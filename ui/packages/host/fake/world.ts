import { Refusal } from "../Host";
import type {
  ChangeView,
  DeskEvent,
  EditView,
  FileView,
  ImportRecordView,
  OrderState,
  ProblemView,
  SyncState,
  UndoneView,
} from "../generated";
import { problemOf as problem } from "../forms";
import { GOODS, pick } from "./samples";

/** A line as stored: its eight texts in the order of the template. Never changed, only replaced. */
export interface Line {
  readonly id: string;
  readonly texts: readonly string[];
  readonly linked: boolean;
}

/** What undo takes back and redo brings again. */
export interface Content {
  readonly head: Readonly<Record<string, string>>;
  readonly lines: readonly Line[];
  /** What is known of lines that are not made yet. */
  readonly facts?: LineFacts;
}

/** What the list of orders says of an order's lines. */
export interface LineFacts {
  count: number;
  amount: string;
  wrong: number;
  linked: number;
}

interface Step {
  change: string;
  lines: number;
  from: Content;
  to: Content;
  seq: string;
}

/** An order of the fake desk. */
export interface StoredOrder {
  readonly id: string;
  order_no: string | null;
  state: OrderState;
  declaration_no: string | null;
  created_at: string;
  updated_at: string;
  deleted: boolean;
  revision: number;
  content: Content;
  past: Step[];
  future: Step[];
  changes: ChangeView[];
  imports: ImportRecordView[];
}

/** What the parts of the fake share: time, events, files, orders. */
export class World {
  readonly orders = new Map<string, StoredOrder>();
  readonly files: FileView[] = [];
  clipboard: { text: string; html: string | null } | null = null;
  /** What a write means for the server, and how an order stands with it; nothing in local mode. */
  onWrite: (order: StoredOrder) => void = () => undefined;
  syncOf: (order: StoredOrder) => SyncState = () => ({ state: "local" });
  private readonly hearers = new Set<(event: DeskEvent) => void>();
  private seconds = 16 * 3600 + 20 * 60 + 41;
  private ids = 0;
  private seq = 0;

  listen(hear: (event: DeskEvent) => void): () => void {
    this.hearers.add(hear);
    return () => void this.hearers.delete(hear);
  }

  emit(event: DeskEvent): void {
    for (const hear of [...this.hearers]) hear(event);
  }

  /** China time; a second later with every write. */
  now(): string {
    const parts = [this.seconds / 3600, (this.seconds / 60) % 60, this.seconds % 60];
    return `2025-03-28 ${parts.map((part) => String(Math.floor(part)).padStart(2, "0")).join(":")}`;
  }

  savedAt(): string {
    return this.now().slice(11);
  }

  nextId(kind: "order" | "line" | "other"): string {
    this.ids += 1;
    const group = { order: "8", line: "9", other: "a" }[kind];
    return `00000000-0000-7000-${group}fff-${this.ids.toString(16).padStart(12, "0")}`;
  }

  nextSeq(): string {
    this.seq += 1;
    return String(this.seq);
  }

  order(id: string): StoredOrder {
    const order = this.orders.get(id);
    if (!order || order.deleted) throw new Refusal(problem("NOT_FOUND"));
    return order;
  }

  /** A named change of an order's content: history, undo, time, event. */
  write(order: StoredOrder, change: string, lines: number, to: Content, edits: EditView[] = []): string {
    // Whoever hears of the change finds all of it.
    const step = { change, lines, from: order.content, to, seq: "" };
    order.past.push(step);
    order.future = [];
    order.content = to;
    step.seq = this.log(order, change, lines, edits, null);
    return step.seq;
  }

  /** Takes the last change back, or does it again. */
  turn(order: StoredOrder, back: boolean): UndoneView {
    const step = (back ? order.past : order.future).pop();
    if (!step) throw new Refusal(problem(back ? "UNDO_NONE" : "REDO_NONE"));
    (back ? order.future : order.past).push(step);
    order.content = back ? step.from : step.to;
    this.log(order, step.change, step.lines, [], step.seq);
    return { step: { change: step.change, lines: step.lines }, saved_at: this.savedAt(), problems: [] };
  }

  log(order: StoredOrder, change: string, lines: number, edits: EditView[], undoes: string | null): string {
    this.seconds += 1;
    const seq = this.nextSeq();
    const at = this.now();
    order.updated_at = at;
    order.revision += 1;
    order.changes.unshift({
      seq,
      step: { change, lines },
      at,
      person: "",
      on_this_computer: true,
      device: "3F9A",
      undoes,
      merged: false,
      edits: edits.slice(0, 50),
      import_id: null,
    });
    this.onWrite(order);
    this.emit({ kind: "changed", revision: String(order.revision) });
    return seq;
  }

  /** A file that the system's dialog would have saved. */
  save(name: string, rows: number): FileView {
    const file = { path: `D:/示例/文档/${name}`, rows };
    this.files.push(file);
    return file;
  }
}

/** Throws what Rust would answer. */
export function refuse(code: string, more: Partial<ProblemView> = {}): never {
  throw new Refusal(problem(code, more));
}

/** Line `at` of the synthetic order `of`; the sixth of every fourth order has a phone that is too short. */
export function sampleLine(of: number, at: number): Line {
  const phone = at === 5 && of % 4 === 0 ? "1990000000" : "19900000001";
  const id = `00000000-0000-7000-9${of.toString(16).padStart(3, "0")}-${at.toString(16).padStart(12, "0")}`;
  const texts = [
    at % 3 ? "M00000001" : "",
    "示例商户一",
    phone,
    "2025-03",
    pick(GOODS, at),
    String(360 + at),
    String(6 + (at % 9)),
    `${702 + Math.floor((at * 27) / 2)}.${(at * 27) % 2 ? "50" : "00"}`,
  ];
  return { id, texts, linked: of % 3 === 2 || (of % 3 === 1 && at % 2 === 1) };
}
