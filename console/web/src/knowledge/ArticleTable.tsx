import { Link } from "react-router";
import type { ArticleRow } from "../api/articles.ts";
import { dayInWords } from "../format/moment.ts";
import { briefTime, fullTime, shortAge } from "../format/time.ts";
import { useNow } from "../format/useNow.ts";
import { languageOf } from "../format/words.ts";
import { formatLocale } from "../locales/language.ts";
import { Badge } from "../ui/Badge.tsx";
import type { Selection } from "./list/selection.ts";
import { STATE_TONES, STATES, TIERS, titleIn } from "./options.ts";
import { words } from "./words.ts";

interface Props {
  readonly items: readonly ArticleRow[];
  readonly old: boolean;
  readonly selection: Selection;
}

export function ArticleTable({ items, old, selection }: Props) {
  const now = useNow(60_000);
  const all = items.every((item) => selection.has(item.id));
  return (
    <div className={`table-scroll ${old ? "rows--old" : ""}`}>
      <table className="table">
        <caption className="sr-only">{words.caption}</caption>
        <thead>
          <tr>
            <td className="table__tick">
              <input
                type="checkbox"
                aria-label={words.tickAll}
                checked={all}
                onChange={() => selection.put(items, !all)}
              />
            </td>
            <th scope="col">{words.fields.title}</th>
            <th scope="col">{words.state}</th>
            <th scope="col">{words.fields.tier}</th>
            <th scope="col">{words.language}</th>
            <th scope="col" title={words.saidText}>
              {words.columns.said}
            </th>
            <th scope="col">{words.columns.review}</th>
            <th scope="col">{words.columns.changed}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((article) => (
            <Row key={article.id} article={article} now={now} selection={selection} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface RowProps {
  readonly article: ArticleRow;
  readonly now: number;
  readonly selection: Selection;
}

function Row({ article, now, selection }: RowProps) {
  const ticked = selection.has(article.id);
  return (
    <tr>
      <td className="table__tick">
        <input
          type="checkbox"
          aria-label={words.tick(article.title || words.untitled)}
          checked={ticked}
          onChange={() => selection.put([article], !ticked)}
        />
      </td>
      <th scope="row">
        <Link className="table__link" to={`/knowledge/${encodeURIComponent(article.id)}`}>
          {article.title || words.untitled}
        </Link>
        {article.tags.length > 0 && (
          <span className="table__tags">
            {article.tags.map((tag) => (
              <Badge key={tag}>{tag}</Badge>
            ))}
          </span>
        )}
      </th>
      <td>
        <Badge tone={STATE_TONES[article.state]}>{titleIn(STATES, article.state)}</Badge>
        {article.has_draft && article.state === "published" && (
          <Badge tone="attention">{words.draftChanges}</Badge>
        )}
        {article.publish_at && <Badge tone="info">{briefTime(article.publish_at)}</Badge>}
      </td>
      <td>{titleIn(TIERS, article.tier)}</td>
      <td>{languageOf(article.locale)}</td>
      <td>
        <Said article={article} />
      </td>
      <td>
        <Review article={article} now={now} />
      </td>
      <td>
        <time dateTime={article.updated_at} title={fullTime(article.updated_at)}>
          {shortAge(article.updated_at, now)}
        </time>
      </td>
    </tr>
  );
}

function Said({ article: { usage, state } }: { article: ArticleRow }) {
  if (usage.served === 0) return state === "published" && !usage.last_on ? words.never : "0";
  return (
    <span className="table__said">
      {new Intl.NumberFormat(formatLocale).format(usage.served)}
      {usage.disliked > 0 && <Badge tone="attention">{words.didNotHelp(usage.disliked)}</Badge>}
    </span>
  );
}

function Review({ article, now }: { article: ArticleRow; now: number }) {
  const { review_on, owner } = article;
  return (
    <span className="table__review">
      {review_on && (
        <span className={Date.parse(review_on) <= now ? "table__due" : ""}>
          {dayInWords(review_on)}
        </span>
      )}
      {owner && <span>{owner.name}</span>}
    </span>
  );
}
