import { messageOf } from "../api/http.ts";
import type { Quarantined } from "../api/notes.ts";
import { fullTime, shortAge } from "../format/time.ts";
import { useNow } from "../format/useNow.ts";
import { Button } from "../ui/Button.tsx";
import { notices } from "../ui/notices.ts";
import { useQuarantined, useRelease } from "./notes.ts";
import { Waiting } from "./Waiting.tsx";
import { words } from "./words.ts";

/** Authors in quarantine, and what they have sent since. */
export function Held() {
  const authors = useQuarantined();
  return (
    <>
      {authors.data && authors.data.length > 0 && (
        <ul className="held" aria-label={words.heldAuthors}>
          {authors.data.map((author) => (
            <HeldAuthor key={author.name} author={author} />
          ))}
        </ul>
      )}
      <Waiting held />
    </>
  );
}

function HeldAuthor({ author }: { author: Quarantined }) {
  const now = useNow(60_000);
  const release = useRelease();
  const free = () =>
    release.mutate(
      { author: author.name },
      {
        onError: (problem) => notices.add(messageOf(problem), "attention"),
        onSuccess: ({ notes }) => notices.add(words.released(author.name, notes)),
      },
    );
  return (
    <li className="held__one">
      <div className="held__who">
        <span className="held__name">{author.name}</span>
        <span className="held__facts">
          {author.reason && <span>{author.reason}</span>}
          <span>
            {words.by(author.quarantined_by)}
            <time dateTime={author.quarantined_at} title={fullTime(author.quarantined_at)}>
              {shortAge(author.quarantined_at, now)}
            </time>
          </span>
        </span>
      </div>
      <Button busy={release.isPending} onClick={free}>
        {words.release}
      </Button>
    </li>
  );
}
