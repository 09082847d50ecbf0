import type { ReactNode } from "react";

interface SectionedPageProps {
  title: string;
  /** A link for each section, the router's own: they say which one is open. */
  links: ReactNode;
  children: ReactNode;
}

/** A page of several sections, each with an address of its own: title, the sections as tabs, and the one that is open. */
export function SectionedPage({ title, links, children }: SectionedPageProps) {
  return (
    <>
      <header className="page-head">
        <h1>{title}</h1>
      </header>
      <nav className="page-tabs" aria-label={title}>
        {links}
      </nav>
      {children}
    </>
  );
}
