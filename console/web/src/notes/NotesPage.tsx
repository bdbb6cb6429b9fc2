import { NavLink, useParams } from "react-router";
import { AdminOnly } from "../app/AdminOnly.tsx";
import { useTitle } from "../ui/useTitle.ts";
import { Decisions } from "./Decisions.tsx";
import { Held } from "./Held.tsx";
import { Waiting } from "./Waiting.tsx";
import { words } from "./words.ts";

const VIEWS = [
  { id: "waiting", to: "/notes", title: words.views.waiting },
  { id: "held", to: "/notes/held", title: words.views.held },
  { id: "decided", to: "/notes/decided", title: words.views.decided },
] as const;

export function NotesPage() {
  useTitle(words.title);
  const { view = "waiting" } = useParams();
  return (
    <AdminOnly>
      <div className="page">
        <header className="page__head">
          <h1 className="page__title">{words.title}</h1>
          <nav className="tabs" aria-label={words.which}>
            {VIEWS.map((one) => (
              <NavLink key={one.id} className="tabs__one" to={one.to} end>
                {one.title}
              </NavLink>
            ))}
          </nav>
        </header>
        {view === "held" && <Held />}
        {view === "decided" && <Decisions />}
        {view !== "held" && view !== "decided" && <Waiting held={false} />}
      </div>
    </AdminOnly>
  );
}
