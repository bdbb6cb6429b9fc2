import { NavLink, useParams } from "react-router";
import { AdminOnly } from "../app/AdminOnly.tsx";
import { useTitle } from "../ui/useTitle.ts";
import { Decisions } from "./Decisions.tsx";
import { Held } from "./Held.tsx";
import { Waiting } from "./Waiting.tsx";

const VIEWS = [
  { id: "waiting", to: "/notes", title: "Waiting" },
  { id: "held", to: "/notes/held", title: "Held authors" },
  { id: "decided", to: "/notes/decided", title: "Decided" },
] as const;

export function NotesPage() {
  useTitle("Buyers’ notes");
  const { view = "waiting" } = useParams();
  return (
    <AdminOnly>
      <div className="page">
        <header className="page__head">
          <h1 className="page__title">Buyers’ notes</h1>
          <nav className="tabs" aria-label="Which notes">
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
