import { useQueries, useQuery, useQueryClient, type QueryClient } from "@tanstack/react-query";
import type { PreviewPage, PreviewRow, PreviewTab } from "#host/generated";
import { useHost } from "#host/HostProvider";
import { useDeskEvents } from "#host/useDeskEvents";

/** Rows and findings are asked for in pages of so many; the page never holds more than a few. */
export const PAGE_ROWS = 200;
/** Pages that nobody looks at are kept so long, in milliseconds: enough to scroll back, little in memory. */
const KEPT = 15_000;

const STATE = ["import", "state"];
const ROWS = ["import", "rows"];
const FINDINGS = ["import", "findings"];

/** Where the import stands; asked again whenever Rust tells that it went on. */
export function useImportState() {
  const host = useHost();
  const client = useQueryClient();
  useDeskEvents((event) => {
    if (event.kind === "import") void client.invalidateQueries({ queryKey: STATE });
  });
  return useQuery({ queryKey: STATE, queryFn: () => host.importState() });
}

/** The order that is imported into, for its name. */
export function useImportOrder(id: string) {
  const host = useHost();
  return useQuery({ queryKey: ["order", id], queryFn: () => host.showOrder(id) });
}

/** Another file, sheet or encoding: nothing that was read before holds any more. */
export function forgetPreview(client: QueryClient) {
  client.removeQueries({ queryKey: ROWS });
  client.removeQueries({ queryKey: FINDINGS });
  return client.invalidateQueries({ queryKey: STATE });
}

/** A row was checked again: it is shown at once, and everything that counts rows is asked anew. */
export function rowChecked(client: QueryClient, checked: PreviewRow) {
  client.setQueriesData<PreviewPage>({ queryKey: [...ROWS, "all"] }, (page) => {
    if (!page?.rows.some((row) => row.row === checked.row)) return page;
    return { ...page, rows: page.rows.map((row) => (row.row === checked.row ? checked : row)) };
  });
  return client.invalidateQueries({ queryKey: ["import"] });
}

/** The rows of a tab between two places, both from 0: what is not here yet is `undefined`. */
export function usePreviewRows(tab: PreviewTab, first: number, last: number) {
  const host = useHost();
  const from = Math.floor(Math.max(0, first) / PAGE_ROWS);
  const count = Math.floor(Math.max(0, last) / PAGE_ROWS) - from + 1;
  const pages = useQueries({
    queries: Array.from({ length: Math.max(1, count) }, (_, at) => ({
      queryKey: [...ROWS, tab, from + at],
      queryFn: () => host.previewRows(tab, { offset: (from + at) * PAGE_ROWS, limit: PAGE_ROWS }),
      gcTime: KEPT,
    })),
  });
  return {
    /** Rows of the tab in all; `undefined` until a page is here. Lines that stand in the order already are not among them. */
    total: pages.find((page) => page.data)?.data?.total,
    row: (at: number): PreviewRow | undefined =>
      pages[Math.floor(at / PAGE_ROWS) - from]?.data?.rows[at % PAGE_ROWS],
  };
}

/** A page of what was found in the rows of a tab: errors first, then warnings. */
export function useFindings(tab: PreviewTab, page: number) {
  const host = useHost();
  return useQuery({
    queryKey: [...FINDINGS, tab, page],
    queryFn: () => host.previewFindings(tab, { offset: page * PAGE_ROWS, limit: PAGE_ROWS }),
    gcTime: KEPT,
  });
}
