import type { LinesPage, LineView } from "#host/generated";
import { kept } from "./sameLine";

export const PAGE_ROWS = 200;
const PAGES_KEPT = 40;
/** Pages asked for at once; while they come, only the newest window counts, so fast scrolling asks for little. */
const IN_FLIGHT = 2;

interface Page {
  lines: readonly LineView[];
  revision: string;
  /** In which generation it was asked for. */
  asked: number;
}

/**
 * The lines that the screen holds: at most 40 pages of 200. A page is fresh while nothing changed since it was asked
 * for and no other page brought a newer revision; an older one stays shown until its successor comes.
 */
export class LinePages {
  /** From the least to the most recently wanted. */
  #pages = new Map<number, Page>();
  #flying = new Map<number, Promise<void>>();
  #wanted: readonly number[] = [0];
  #generation = 0;
  #revision = "";
  /** Counts questions and answers, to tell which came after which. */
  #clock = 0;
  /** When the revision was learnt. */
  #learnt = 0;
  #failed: { cause: unknown } | null = null;

  #read: (offset: number, limit: number) => Promise<LinesPage>;
  #total: number;
  #tell: () => void;

  constructor(
    read: (offset: number, limit: number) => Promise<LinesPage>,
    total: number,
    /** Called whenever a page brought something new, or failed. */
    tell: () => void,
  ) {
    this.#read = read;
    this.#total = total;
    this.#tell = tell;
  }

  /** Lines of the order in all. */
  get total(): number {
    return this.#total;
  }

  /** The newest change that is known of here; empty before the first page. */
  get revision(): string {
    return this.#revision;
  }

  /** Why the last page did not come. */
  get failed(): { cause: unknown } | null {
    return this.#failed;
  }

  /** The line at a row from 0, if its page is here. */
  row(row: number): LineView | undefined {
    return this.#pages.get(Math.floor(row / PAGE_ROWS))?.lines[row % PAGE_ROWS];
  }

  /** The window that is looked at, in rows. */
  want(first: number, last: number) {
    const from = Math.floor(Math.max(0, first) / PAGE_ROWS);
    const to = Math.floor(Math.max(0, Math.min(last, this.#total - 1)) / PAGE_ROWS);
    this.#wanted = Array.from({ length: Math.max(1, to - from + 1) }, (_, at) => from + at);
    for (const number of this.#wanted) this.#touch(number);
    this.#pump();
  }

  /** Everything may have changed: asks anew for what is looked at, and answers when that is here. */
  async refresh(): Promise<void> {
    this.#generation += 1;
    this.#failed = null;
    await Promise.all(this.#wanted.map((number) => this.#ensure(number)));
  }

  /** The line at a row, fetched if need be; `undefined` behind the last one. */
  async load(row: number): Promise<LineView | undefined> {
    if (row < 0 || row >= this.#total) return undefined;
    await this.#ensure(Math.floor(row / PAGE_ROWS));
    return this.row(row);
  }

  #fresh(number: number): boolean {
    const page = this.#pages.get(number);
    return page !== undefined && page.asked === this.#generation && page.revision === this.#revision;
  }

  #touch(number: number) {
    const page = this.#pages.get(number);
    if (!page) return;
    this.#pages.delete(number);
    this.#pages.set(number, page);
  }

  #pump() {
    if (this.#failed) return;
    for (const number of this.#wanted) {
      if (this.#flying.size >= IN_FLIGHT) return;
      if (!this.#fresh(number) && !this.#flying.has(number)) void this.#fetch(number);
    }
  }

  async #ensure(number: number): Promise<void> {
    while (!this.#fresh(number) && !this.#failed && number * PAGE_ROWS <= this.#total)
      await (this.#flying.get(number) ?? this.#fetch(number));
  }

  #fetch(number: number): Promise<void> {
    const asked = this.#generation;
    this.#clock += 1;
    const started = this.#clock;
    const flight = this.#read(number * PAGE_ROWS, PAGE_ROWS)
      .then(
        (page) => this.#keep(number, page, asked, started),
        (cause: unknown) => {
          this.#failed = { cause };
          return true;
        },
      )
      .then((news) => {
        this.#flying.delete(number);
        this.#pump();
        if (news) this.#tell();
      });
    this.#flying.set(number, flight);
    return flight;
  }

  /** Takes a page; whether it shows anything new. Lines that are as they were stay the same objects, so that none of them
   * is drawn again. */
  #keep(number: number, page: LinesPage, asked: number, started: number): boolean {
    const { total, revision } = page;
    const before = { lines: this.#pages.get(number)?.lines, total: this.#total };
    const lines = kept(before.lines, page.lines);
    // Pages overtake each other: an older answer neither sets the count nor makes newer ones stale. What was asked after the
    // revision was learnt is the present in any case, also where a restored vault went back.
    if (isNewer(revision, this.#revision) || started > this.#learnt) {
      this.#clock += 1;
      this.#learnt = this.#clock;
      this.#revision = revision;
      this.#total = total;
    }
    this.#pages.delete(number);
    this.#pages.set(number, { lines, revision, asked });
    for (const oldest of this.#pages.keys()) {
      if (this.#pages.size <= PAGES_KEPT) break;
      this.#pages.delete(oldest);
    }
    return lines !== before.lines || this.#total !== before.total;
  }
}

/** Revisions are whole numbers as text. */
function isNewer(one: string, other: string): boolean {
  return one.length === other.length ? one >= other : one.length > other.length;
}
