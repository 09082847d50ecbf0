import { queryOptions, useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useState } from "react";
import { USUAL_PREFERENCES } from "./forms";
import { asProblem, type Host } from "./Host";
import { useHost } from "./HostProvider";
import type { Preferences, ProblemView } from "./generated";

const KEY = ["preferences"];

/** How the window looks on this computer; everyone asks with the same key. */
export const preferencesQuery = (host: Host) =>
  queryOptions({
    queryKey: KEY,
    queryFn: () => host.preferences(),
    staleTime: Infinity,
    gcTime: Infinity,
    networkMode: "always",
    retry: false,
  });

interface PreferencesHere {
  preferences: Preferences;
  /** Whether they were read; the app waits for that before it shows anything. */
  ready: boolean;
  /** Changes some of them, at once on the screen and then on the disk; refused, they are as before. */
  set: (change: Partial<Preferences>) => void;
  problem: ProblemView | null;
}

/** How the window looks on this computer: one copy for all who ask. */
export function usePreferences(): PreferencesHere {
  const host = useHost();
  const client = useQueryClient();
  const [problem, setProblem] = useState<ProblemView | null>(null);
  const read = useQuery(preferencesQuery(host));
  const preferences = read.data ?? USUAL_PREFERENCES;
  const set = useCallback(
    (change: Partial<Preferences>) => {
      const before = client.getQueryData<Preferences>(KEY) ?? USUAL_PREFERENCES;
      const next = { ...before, ...change };
      client.setQueryData(KEY, next);
      setProblem(null);
      host.setPreferences(next).catch((error: unknown) => {
        client.setQueryData(KEY, before);
        setProblem(asProblem(error));
      });
    },
    [client, host],
  );
  return { preferences, ready: !read.isPending, set, problem };
}
