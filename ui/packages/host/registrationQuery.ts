import { queryOptions } from "@tanstack/react-query";
import type { Host } from "./Host";

/** The registration's draft, for those who tell of it; its own page reads it anew. */
export const registrationQuery = (host: Host) =>
  queryOptions({ queryKey: ["registration"], queryFn: () => host.registration() });
