import type {
  AboutView,
  BackupKey,
  BackupView,
  CountryRow,
  DeskEvent,
  FieldText,
  FileColumns,
  FileView,
  FillDirection,
  FindingsPage,
  FoundCell,
  HistoryPage,
  ImportChoiceView,
  ImportedView,
  ImportOptions,
  ImportRecordView,
  ImportState,
  KeepingChoice,
  LineColumn,
  LineRange,
  LinesDone,
  LinesPage,
  MerchantView,
  OrderFilter,
  OrderPage,
  OrderQuery,
  OrderSort,
  OrderSums,
  OrderView,
  PageQuery,
  Paste,
  Preferences,
  PreviewPage,
  PreviewRow,
  PreviewTab,
  ProblemView,
  RangeSum,
  RecoveryView,
  SavedFilterView,
  UndoneView,
  VaultView,
} from "./generated";
import { problemOf } from "./forms";
import type { SyncHost } from "./SyncHost";

/**
 * The only door out of the screens. A refusal is thrown as a `Refusal`. Whatever writes answers when it is on the disk.
 * Where a file is chosen or saved the system's dialog is opened in Rust; `null` means that the person closed it.
 */
export interface Host extends SyncHost {
  /** Hears what Rust tells by itself; returns how to stop. */
  listen(hear: (event: DeskEvent) => void): () => void;

  // The vault and its keys
  vaultState(): Promise<VaultView>;
  createVault(keeping: KeepingChoice): Promise<RecoveryView>;
  /** Opens a vault that has a lock. */
  unlockVault(typed: string): Promise<void>;
  /** Opens with the recovery code, ends a lock, and renews what opens it on this computer. */
  recoverVault(code: string): Promise<void>;
  lockVault(): Promise<void>;
  /** Sets, changes (`next`) or removes (`null`) the lock; `present` is the one that stands. */
  setLock(present: string | null, next: string | null): Promise<void>;
  /** A new recovery code; the old one opens no longer. */
  renewRecovery(present: string | null): Promise<RecoveryView>;
  /** The code was written down and checked. */
  recoveryKept(): Promise<void>;
  /** Writes the code that was just shown to a text file. */
  saveRecovery(recovery: RecoveryView): Promise<FileView | null>;

  // This computer
  preferences(): Promise<Preferences>;
  setPreferences(preferences: Preferences): Promise<void>;
  about(): Promise<AboutView>;
  /** Writes the program's log, which holds no personal data. */
  saveLog(): Promise<FileView | null>;
  /** Text on the system's clipboard. */
  copyText(text: string, html: string | null): Promise<void>;
  /** Says that the page can be typed into: when the place that was opened is painted with what it shows. */
  ready(): Promise<void>;
  /** Says at once that a question was heard: a page that does not is taken for gone. */
  heard(): Promise<void>;
  /** The answer to `CloseAsked`: close, or stay. */
  closeWindow(close: boolean): Promise<void>;

  // Backups
  backups(): Promise<BackupView[]>;
  backUp(): Promise<FileView | null>;
  /** Restores a backup into a new vault beside the present one, which stays, and opens it. `path` null: choose. */
  restoreBackup(path: string | null, key: BackupKey, keeping: KeepingChoice): Promise<VaultView | null>;

  // Orders
  listOrders(query: OrderQuery): Promise<OrderPage>;
  /** What a filter finds in all: counts of the states and sums. */
  orderSums(filter: OrderFilter): Promise<OrderSums>;
  exportOrders(filter: OrderFilter, sort: OrderSort | null): Promise<FileView | null>;
  savedFilters(): Promise<SavedFilterView[]>;
  /** Saves under a name, in place of the filter that has it. */
  saveFilter(name: string, filter: OrderFilter, sort: OrderSort | null): Promise<SavedFilterView[]>;
  deleteFilter(id: string): Promise<SavedFilterView[]>;
  createOrder(): Promise<string>;
  duplicateOrder(id: string): Promise<string>;
  deleteOrder(id: string): Promise<void>;
  restoreOrder(id: string): Promise<void>;
  showOrder(id: string): Promise<OrderView>;
  /** Lines that equal an earlier one, counted to 1,000; it takes longer than the order itself. */
  countDuplicates(id: string): Promise<number>;
  editOrder(id: string, fields: FieldText[]): Promise<OrderView>;
  /** An identity field in full, audited (CM-SEC-03). */
  revealField(id: string, field: string): Promise<string>;
  countries(): Promise<CountryRow[]>;
  history(id: string, next: string | null): Promise<HistoryPage>;
  importRecords(id: string): Promise<ImportRecordView[]>;
  undo(id: string): Promise<UndoneView>;
  redo(id: string): Promise<UndoneView>;
  /** The order with its lines, to .xlsx or .csv by the ending chosen. */
  exportOrder(id: string, withPassport: boolean): Promise<FileView | null>;

  // Lines
  linesPage(id: string, page: PageQuery): Promise<LinesPage>;
  /** 【+】: a wrong line is not added; the answer says all that is wrong with it. */
  addLine(id: string, fields: FieldText[]): Promise<LinesDone>;
  typeCell(id: string, line: string, column: LineColumn, text: string): Promise<LinesDone>;
  pasteCells(id: string, paste: Paste): Promise<LinesDone>;
  fillCells(id: string, range: LineRange, direction: FillDirection): Promise<LinesDone>;
  clearCells(id: string, range: LineRange): Promise<LinesDone>;
  removeLines(id: string, ranges: LineRange[]): Promise<LinesDone>;
  /** Puts a range on the system's clipboard, as text and as a table. */
  copyCells(id: string, range: LineRange): Promise<void>;
  sumCells(id: string, range: LineRange): Promise<RangeSum>;
  /** Present places of lines, from 1; `null` for one that is gone. */
  placesOf(id: string, lines: string[]): Promise<(number | null)[]>;
  /** The next wrong cell behind a line's place, around the end; `null` if none is wrong. */
  nextWrong(id: string, after: number): Promise<FoundCell | null>;
  nextDuplicate(id: string, after: number): Promise<FoundCell | null>;
  findInLines(id: string, text: string, after: number, backwards: boolean): Promise<FoundCell | null>;
  knownMerchants(id: string, text: string): Promise<MerchantView[]>;
  /** What is being typed at a place, such as `order/<id>/entry`; survives everything. */
  scratch(place: string): Promise<string | null>;
  keepScratch(place: string, body: string | null): Promise<void>;

  // Import: one at a time
  chooseWorkbook(): Promise<string | null>;
  startImport(order: string, options: ImportOptions): Promise<void>;
  importState(): Promise<ImportState>;
  /** The columns of the file in the preview, to assign them anew; suggested is how they were read. */
  importColumns(): Promise<FileColumns>;
  previewRows(tab: PreviewTab, page: PageQuery): Promise<PreviewPage>;
  previewFindings(tab: PreviewTab, page: PageQuery): Promise<FindingsPage>;
  /** Corrects a cell of the preview and checks its row again. */
  correctCell(row: number, column: LineColumn, text: string): Promise<PreviewRow>;
  storeImport(choice: ImportChoiceView): Promise<ImportedView>;
  cancelImport(): Promise<void>;
  /** Of the preview, of a file that was refused, and of what was stored last until another import begins. */
  saveErrorWorkbook(): Promise<FileView | null>;
  saveTemplate(id: string): Promise<FileView | null>;
}

/** What Rust answered instead of a result: a code of the catalogue, and whatever else was wrong at once. */
export class Refusal extends Error {
  readonly problems: readonly ProblemView[];

  constructor(
    readonly problem: ProblemView,
    ...more: ProblemView[]
  ) {
    super(problem.code);
    this.name = "Refusal";
    this.problems = [problem, ...more];
  }
}

/** A fault of the screens or the door itself, in the form of every other problem. */
export function asProblem(error: unknown): ProblemView {
  if (error instanceof Refusal) return error.problem;
  return problemOf("INTERNAL", { params: { request_id: String(error) }, retryable: true });
}

/** All of them; one, for whatever is no refusal. */
export function asProblems(error: unknown): readonly ProblemView[] {
  return error instanceof Refusal ? error.problems : [asProblem(error)];
}
