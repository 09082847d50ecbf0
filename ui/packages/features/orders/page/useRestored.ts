import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useHost } from "#host/HostProvider";
import { HEAD_FIELDS, scratchPlace } from "./fields";
import type { Drafts } from "./useHeadDrafts";

/** What was typed into the head of an order and never stored, because the window went away in between (CM-OFF-01). */
export function useRestored(id: string) {
  const host = useHost();
  const client = useQueryClient();
  const queryKey = ["scratch", "head", id];
  return useQuery({
    queryKey,
    queryFn: async (): Promise<Drafts> => {
      const texts = await Promise.all(
        HEAD_FIELDS.map(async (field) => ({ field, text: await host.scratch(scratchPlace(id, field)) })),
      );
      return Object.fromEntries(
        texts.flatMap(({ field, text }) => (text === null ? [] : [[field, { text, stored: false }]])),
      );
    },
    // Asked once each time the page opens; from then on the page itself knows better.
    enabled: client.getQueryData(queryKey) === undefined,
    gcTime: 0,
  });
}
