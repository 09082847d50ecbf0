import { Frame } from "#features/frame/Frame";
import { useLastOrder } from "./lastOrder";

/** Everything behind the gate: the frame with its page, and the memory of which order is at work. */
export function Work() {
  useLastOrder();
  return <Frame />;
}
