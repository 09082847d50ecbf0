import { Button } from "#kit/Button";
import { useConsoleText } from "#text/consoles";
import styles from "./Ops.module.css";

interface MoreProps {
  pages: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => Promise<unknown> };
}

/** The way to the next page of a list that goes on. */
export function More({ pages }: MoreProps) {
  const { text } = useConsoleText();
  if (!pages.hasNextPage) return null;
  return (
    <p className={styles.more}>
      <Button disabled={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
        {text.ops.more}
      </Button>
    </p>
  );
}
