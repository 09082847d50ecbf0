import { Stamp, type StampLine } from "#kit/Stamp";
import { useConsoleText } from "#text/consoles";

const LINES: Record<string, StampLine> = { active: "solid", suspended: "dashed", closed: "struck" };

/** An account's state: suspended is open, closed is void. */
export function StateStamp({ state }: { state: string }) {
  const { text } = useConsoleText();
  return <Stamp line={LINES[state] ?? "solid"}>{text.ops.states[state] ?? state}</Stamp>;
}
