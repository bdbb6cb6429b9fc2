import type { WaitingNote } from "../api/notes.ts";
import { fullTime, shortAge } from "../format/time.ts";
import { useNow } from "../format/useNow.ts";
import { count, languageOf } from "../format/words.ts";
import { Badge, type Tone } from "../ui/Badge.tsx";
import { RISKS } from "./notes.ts";

const TONES: Readonly<Record<string, Tone>> = {
  medical: "danger",
  price: "attention",
  contact: "info",
};

/** Who wrote it, about what, and why it wants reading. */
export function NoteFacts({ note }: { note: WaitingNote }) {
  const now = useNow(60_000);
  const risks = RISKS.filter((risk) => note.claims.some((claim) => claim.risk === risk.id));
  return (
    <p className="buyer-note__facts">
      {risks.map((risk) => (
        <Badge key={risk.id} tone={TONES[risk.id] ?? "plain"}>
          {risk.title}
        </Badge>
      ))}
      {note.sponsored && <Badge tone="attention">Paid for</Badge>}
      {note.verified_purchase && <Badge tone="good">Bought it</Badge>}
      {note.notes > 1 && (
        <Badge tone="accent">
          {count(note.notes, "note", "notes")} say this
          {note.authors.length > 1 && `, by ${note.authors.join(", ")}`}
        </Badge>
      )}
      {note.live > 0 && <Badge>Shoppers get the same already</Badge>}
      <span className="buyer-note__author">{note.author ?? "No author"}</span>
      {note.product_id && <span>{note.product_id}</span>}
      <span>{languageOf(note.locale)}</span>
      <time dateTime={note.sent_at} title={`${fullTime(note.sent_at)}, from ${note.sent_by}`}>
        {shortAge(note.sent_at, now)}
      </time>
    </p>
  );
}
