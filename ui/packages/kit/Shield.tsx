import { Icon } from "./Icon";
import styles from "./Shield.module.css";

/** Data of the platform that cannot be changed here; the name is for screen readers and the pointer. */
export function Shield({ name }: { name: string }) {
  return (
    <span className={styles.shield} role="img" aria-label={name} title={name}>
      <Icon name="shield" small />
    </span>
  );
}
