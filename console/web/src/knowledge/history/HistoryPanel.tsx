import { useState } from "react";
import type { Article } from "../../api/articles.ts";
import { briefTime, fullTime } from "../../format/time.ts";
import { Badge } from "../../ui/Badge.tsx";
import { Button } from "../../ui/Button.tsx";
import { numbered } from "../../ui/numbered.ts";
import { type Entry, entriesOf, useHistory, wordsOf } from "./history.ts";
import { VersionDialog } from "./VersionDialog.tsx";
import { words } from "./words.ts";

const FIRST = 6;
/** Tags and owners change often: among them the texts would not be found. */
const BESIDE_TEXT: ReadonlySet<string> = new Set(["tagged", "untagged", "owned", "review_set"]);

function isOfText(entry: Entry): boolean {
  return entry.kind === "version" || !BESIDE_TEXT.has(entry.deed.deed);
}

interface Props {
  readonly article: Article;
  /** While something is unsaved, going back would lose it. */
  readonly dirty: boolean;
  readonly onReturned: (article: Article) => void;
}

/** Every saved text with its author, what was done with it, and the way back. */
export function HistoryPanel({ article, dirty, onReturned }: Props) {
  const history = useHistory(article.id);
  const [all, setAll] = useState(false);
  const [opened, setOpened] = useState<number | null>(null);
  const entries = history.data ? entriesOf(history.data) : [];
  const shown = all ? entries : entries.filter(isOfText).slice(0, FIRST);
  return (
    <section className="history" aria-label={words.title}>
      <h2 className="try__title">{words.title}</h2>
      {history.isError && !history.data && <p className="field__hint">{words.notLoaded}</p>}
      <ol className="history__list">
        {numbered(shown).map(({ place, item }) => (
          <Line
            key={`${item.kind}-${item.at}-${place}`}
            entry={item}
            newest={article.version}
            onOpen={setOpened}
          />
        ))}
      </ol>
      {(all || shown.length < entries.length) && (
        <Button tone="quiet" onClick={() => setAll(!all)}>
          {all ? words.fewer : words.all(entries.length)}
        </Button>
      )}
      {opened !== null && (
        <VersionDialog
          article={article}
          number={opened}
          dirty={dirty}
          onReturned={(next) => {
            setOpened(null);
            onReturned(next);
          }}
          onClose={() => setOpened(null)}
        />
      )}
    </section>
  );
}

interface LineProps {
  readonly entry: Entry;
  readonly newest: number;
  readonly onOpen: (number: number) => void;
}

function Line({ entry, newest, onOpen }: LineProps) {
  const when = (
    <time className="history__when" dateTime={entry.at} title={fullTime(entry.at)}>
      {briefTime(entry.at)}
    </time>
  );
  if (entry.kind === "deed") {
    return (
      <li className="history__one history__one--deed">
        <span>{wordsOf(entry.deed)}</span>
        <span className="history__who">{entry.deed.by}</span>
        {when}
      </li>
    );
  }
  const { version } = entry;
  return (
    <li className="history__one">
      <button type="button" className="history__open" onClick={() => onOpen(version.number)}>
        {words.version(version.number)}
      </button>
      {version.live && <Badge tone="good">{words.live}</Badge>}
      {version.number === newest && !version.live && <Badge tone="attention">{words.newest}</Badge>}
      <span className="history__who">{version.imported ? words.imported : version.editor}</span>
      {when}
    </li>
  );
}
