import { useState } from "react";
import { messageOf } from "../api/http.ts";
import type { WaitingNote } from "../api/notes.ts";
import { Button } from "../ui/Button.tsx";
import { notices } from "../ui/notices.ts";
import { NoteCard } from "./NoteCard.tsx";
import { refOf, summaryOf, useDecide } from "./notes.ts";
import { words } from "./words.ts";

const AT_ONCE = 500;
const complain = (problem: unknown) => notices.add(messageOf(problem), "attention");

/** The notes on the screen, and what is done with all that are chosen. */
export function NoteList({ items, old }: { items: readonly WaitingNote[]; old: boolean }) {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const decide = useDecide();
  // What was decided, here or by somebody else, is not chosen any more.
  const picked = items.filter((note) => chosen.has(note.id)).slice(0, AT_ONCE);
  const choose = (id: string, on: boolean) => {
    const next = new Set(chosen);
    if (on) next.add(id);
    else next.delete(id);
    setChosen(next);
  };
  const settle = (decision: "approve" | "reject", notes: readonly WaitingNote[]) =>
    decide.mutate(
      { decision, notes: notes.map(refOf) },
      {
        onError: complain,
        onSuccess: (decided) => notices.add(summaryOf(decision, decided)),
      },
    );
  const all = picked.length === Math.min(items.length, AT_ONCE);
  return (
    <div className={old ? "rows--old" : ""}>
      <div className="bulk" role="toolbar" aria-label={words.chosenNotes}>
        <label className="bulk__all">
          <input
            type="checkbox"
            checked={all}
            onChange={(event) =>
              setChosen(new Set(event.target.checked ? items.map((note) => note.id) : []))
            }
          />
          {picked.length === 0 ? words.chooseAll : words.chosen(picked.length)}
        </label>
        {!items.every((note) => note.held) && (
          <Button
            disabled={picked.length === 0}
            busy={decide.isPending}
            onClick={() => settle("approve", picked)}
          >
            {words.approveChosen}
          </Button>
        )}
        <Button
          tone="quiet"
          disabled={picked.length === 0}
          busy={decide.isPending}
          onClick={() => settle("reject", picked)}
        >
          {words.rejectChosen}
        </Button>
      </div>
      <ul className="notes">
        {items.map((note) => (
          <NoteCard
            key={note.id}
            note={note}
            chosen={chosen.has(note.id)}
            busy={decide.isPending}
            onChoose={(on) => choose(note.id, on)}
            onDecide={(decision) => settle(decision, [note])}
          />
        ))}
      </ul>
    </div>
  );
}
