import { NavLink, useParams } from "react-router";
import { SectionedPage } from "#kit/SectionedPage";
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
    <SectionedPage
      title={text.help.title}
      links={links.map(({ to, label }) => (
        <NavLink key={to} to={to} end>
          {label}
        </NavLink>
      ))}
    >
      <div className={styles.body}>
        {section === "shortcuts" ? (
          <ShortcutsSection />
        ) : section === "codes" ? (
          <CodesSection />
        ) : (
          <GuideSection />
        )}
      </div>
    </SectionedPage>
  );
}
