import { useEffect, useRef, useState } from "react";
import { useNavigate, useSearchParams } from "react-router";
import { useSettled } from "../knowledge/useSettled.ts";
import { Button } from "../ui/Button.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { ErrorState } from "../ui/ErrorState.tsx";
import { notices } from "../ui/notices.ts";
import { Skeleton } from "../ui/Skeleton.tsx";
import { useTitle } from "../ui/useTitle.ts";
import { readSearch, type SearchQuery, searchAddress } from "./address.ts";
import { Narrowing } from "./Narrowing.tsx";
import { Results } from "./Results.tsx";
import { useSearch } from "./search.ts";
import { words } from "./words.ts";

const SETTLED_MS = 250;

/** The address says all that is searched, so that it can be kept, sent and gone back to. */
export function SearchPage() {
  useTitle(words.title);
  const [params] = useSearchParams();
  const navigate = useNavigate();
  const query = readSearch(params);
  const [text, setText] = useState(query.q);
  const settled = useSettled(text, SETTLED_MS);
  const go = (next: SearchQuery) => void navigate(searchAddress(next), { replace: true });

  const said = useRef(query.q);
  useEffect(() => {
    // Back, forward and the palette change the address; typing changes it in its turn.
    if (query.q === said.current) return;
    said.current = query.q;
    setText(query.q);
  }, [query.q]);
  useEffect(() => {
    if (settled.trim() === said.current.trim()) return;
    said.current = settled.trim();
    go({ ...query, q: settled.trim() });
  });
  return (
    <div className="page">
      <header className="page__head">
        <h1 className="page__title">{words.title}</h1>
        <Button
          tone="quiet"
          icon="link"
          onClick={() =>
            void navigator.clipboard
              ?.writeText(window.location.href)
              .then(() => notices.add(words.copied))
          }
        >
          {words.copy}
        </Button>
      </header>
      <Narrowing text={text} query={query} onText={setText} onChange={go} />
      <Answer query={query} />
    </div>
  );
}

function Answer({ query }: { query: SearchQuery }) {
  const found = useSearch(query);
  if (!query.q) {
    return (
      <EmptyState icon="search" title={words.begin}>
        {words.beginText}
      </EmptyState>
    );
  }
  if (found.isPending) return <Skeleton rows={5} label={words.loading} />;
  if (found.isError && !found.data) {
    return (
      <ErrorState title={words.failed} problem={found.error} onRetry={() => void found.refetch()} />
    );
  }
  return (
    <>
      <Results pages={found.data.pages} />
      {found.hasNextPage && (
        <Button busy={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
          {words.more}
        </Button>
      )}
    </>
  );
}
