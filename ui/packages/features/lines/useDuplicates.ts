import { useQuery } from "@tanstack/react-query";
import type { LineSheet } from "./LineSheet";

/**
 * How many lines equal an earlier one, counted to 1,000. It is asked for once the first page of lines is here, and again
 * after each change, so that neither opening nor typing waits for it.
 */
export function useDuplicates(sheet: LineSheet): number {
  const counted = useQuery({
    queryKey: ["duplicates", sheet.order],
    queryFn: async () => {
      if (sheet.pages.revision === "") await sheet.pages.load(0);
      return sheet.host.countDuplicates(sheet.order);
    },
  });
  return counted.data ?? 0;
}
