import { Link } from "react-router";
import { briefTime } from "../format/time.ts";
import { EmptyState } from "../ui/EmptyState.tsx";
import { ErrorState } from "../ui/ErrorState.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import { useTitle } from "../ui/useTitle.ts";
import { useMentions } from "./mentions.ts";
import { words } from "./words.ts";

export function MentionsPage() {
  useTitle(words.title);
  const mentions = useMentions();
  return (
    <div className="page">
      <header className="page__head">
        <h1 className="page__title">{words.title}</h1>
        <span className="page__count">{words.page}</span>
      </header>
      {mentions.isPending && <Skeleton rows={4} label={words.loading} />}
      {mentions.isError && !mentions.data && (
        <ErrorState
          title={words.failed}
          problem={mentions.error}
          onRetry={() => void mentions.refetch()}
        />
      )}
      {mentions.data?.items.length === 0 && (
        <EmptyState icon="person" title={words.none}>
          {words.noneText}
        </EmptyState>
      )}
      <ul className="mentions" aria-label={words.title}>
        {(mentions.data?.items ?? []).map((one) => (
          <li key={one.id}>
            <Link className="mentions__item" to={`/inbox/all/${one.conversation}`}>
              <strong>{words.by(one.by)}</strong>
              {!one.read && <span className="sidebar__count">{words.unread}</span>}
              <time dateTime={one.at}>{briefTime(one.at)}</time>
              <span className="mentions__text">{one.text}</span>
            </Link>
          </li>
        ))}
      </ul>
    </div>
  );
}
