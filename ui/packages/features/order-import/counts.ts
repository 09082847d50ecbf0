import type { PreviewTab, PreviewView } from "#host/generated";

/** How many rows a tab has. */
export function rowsOf(preview: PreviewView, tab: PreviewTab): number {
  switch (tab) {
    case "all":
      return preview.rows;
    case "good":
      return preview.good;
    case "warned":
      return preview.warned;
    case "duplicate":
      return preview.duplicates;
    case "faulty":
      return preview.faulty;
  }
}

/** How many rows an answer would store: the good ones, those with warnings, the duplicates if wanted. */
export function rowsTaken(preview: PreviewView, withDuplicates: boolean): number {
  const duplicates = withDuplicates ? preview.duplicates : 0;
  return Math.max(0, preview.good + preview.warned + duplicates - preview.unchanged);
}
