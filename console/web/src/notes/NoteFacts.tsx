import type { Risk, WaitingNote } from "../api/notes.ts";
import { fullTime, shortAge } from "../format/time.ts";
import { useNow } from "../format/useNow.ts";
import { languageOf } from "../format/words.ts";
import { Badge, type Tone } from "../ui/Badge.tsx";
import { RISKS } from "./notes.ts";
import { words } from "./words.ts";

const TONES: Readonly<Record<Risk, Tone>> = {
  medical: "danger",
  price: "attention",
  contact: "info",
};

/** Who wrote it, about what, and why it wants reading. */
export function NoteFacts({ note }: { note: WaitingNote }) {
  const now = useNow(60_000);
  const risks = RISKS.filter((risk) => note.claims.some((claim) => claim.risk === risk));
  return (
    <p className="buyer-note__facts">
      {risks.map((risk) => (
        <Badge key={risk} tone={TONES[risk]}>
          {words.risks[risk]}
        </Badge>
      ))}
      {note.sponsored && <Badge tone="attention">{words.paid}</Badge>}
      {note.verified_purchase && <Badge tone="good">{words.bought}</Badge>}
      {note.notes > 1 && (
        <Badge tone="accent">
          {words.sayThis(note.notes, note.authors.length > 1 ? note.authors.join(", ") : "")}
        </Badge>
      )}
      {note.live > 0 && <Badge>{words.same}</Badge>}
      <span className="buyer-note__author">{note.author ?? words.noAuthor}</span>
      {note.product_id && <span>{note.product_id}</span>}
      <span>{languageOf(note.locale)}</span>
      <time dateTime={note.sent_at} title={words.sentBy(fullTime(note.sent_at), note.sent_by)}>
        {shortAge(note.sent_at, now)}
      </time>
    </p>
  );
}
