import { NavLink, useParams } from "react-router";
import { useText } from "#text/TextProvider";
import { CodesSection } from "./CodesSection";
import { GuideSection } from "./GuideSection";
import styles from "./Help.module.css";
import { ShortcutsSection } from "./ShortcutsSection";

/** 帮助: the steps, the keys, the codes (YW-HELP-03). */
export function HelpPage() {
  const { text } = useText();
  const { section } = useParams();
  const words = text.help.sections;
  const links = [
    { to: "/help", label: words.guide },
    { to: "/help/shortcuts", label: words.shortcuts },
    { to: "/help/codes", label: words.codes },
  ];
  return (
    <>
      <header className="page-head">
        <h1>{text.help.title}</h1>
      </header>
      <nav className="page-tabs" aria-label={text.help.title}>
        {links.map(({ to, label }) => (
          <NavLink key={to} to={to} end>
            {label}
          </NavLink>
        ))}
      </nav>
      <div className={styles.body}>
        {section === "shortcuts" ? (
          <ShortcutsSection />
        ) : section === "codes" ? (
          <CodesSection />
        ) : (
          <GuideSection />
        )}
      </div>
    </>
  );
}
