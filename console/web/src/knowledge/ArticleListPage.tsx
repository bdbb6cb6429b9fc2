import { useState } from "react";
import { Link } from "react-router";
import { AdminOnly } from "../app/AdminOnly.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { ErrorState } from "../ui/ErrorState.tsx";
import { Icon } from "../ui/Icon.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import { useTitle } from "../ui/useTitle.ts";
import { ArticleTable } from "./ArticleTable.tsx";
import { BulkBar } from "./list/BulkBar.tsx";
import { BulkDialog } from "./list/BulkDialog.tsx";
import type { Deed } from "./list/bulk.ts";
import { Filters } from "./list/Filters.tsx";
import { readFilter, readPage, searchOf, withPage } from "./list/filters.ts";
import { useArticles } from "./list/list.ts";
import { Paging } from "./list/Paging.tsx";
import { useSelection } from "./list/selection.ts";
import { useAddress } from "./list/useAddress.ts";
import { useSettled } from "./useSettled.ts";
import { words } from "./words.ts";

const TYPING_MS = 200;

export function ArticleListPage() {
  useTitle(words.title);
  return (
    <AdminOnly>
      <Articles />
    </AdminOnly>
  );
}

function Articles() {
  const [address, setAddress] = useAddress();
  const filter = readFilter(address);
  const page = readPage(address);
  const search = useSettled(searchOf(filter), TYPING_MS);
  const articles = useArticles(search, page);
  const selection = useSelection(search);
  const [deed, setDeed] = useState<Deed | null>(null);
  const total = articles.data?.total;
  return (
    <div className="page">
      <header className="page__head">
        <h1 className="page__title">{words.title}</h1>
        <span className="page__count">{total === undefined ? "" : words.articles(total)}</span>
        <Link className="button button--plain" to="/import">
          {words.import}
        </Link>
        <Link className="button button--primary" to="/knowledge/new">
          <Icon name="plus" />
          {words.newArticle}
        </Link>
      </header>
      <Filters filter={filter} onSearch={setAddress} />
      <BulkBar selection={selection} total={total ?? 0} onDeed={setDeed} />
      <Results
        articles={articles}
        filtered={Object.values(filter).some(Boolean)}
        selection={selection}
      />
      {total !== undefined && (
        <Paging
          page={page}
          total={total}
          onPage={(next) => setAddress((known) => withPage(known, next))}
        />
      )}
      {deed && (
        <BulkDialog
          deed={deed}
          selection={selection}
          search={search}
          onClose={() => setDeed(null)}
        />
      )}
    </div>
  );
}

interface ResultsProps {
  readonly articles: ReturnType<typeof useArticles>;
  readonly filtered: boolean;
  readonly selection: ReturnType<typeof useSelection>;
}

function Results({ articles, filtered, selection }: ResultsProps) {
  if (articles.isPending) return <Skeleton rows={8} label={words.loading} />;
  if (articles.isError && !articles.data) {
    return (
      <ErrorState
        title={words.notLoaded}
        problem={articles.error}
        onRetry={() => void articles.refetch()}
      />
    );
  }
  const items = articles.data.items;
  if (items.length === 0 && (filtered || articles.data.total > 0)) {
    return (
      <EmptyState icon="search" title={words.noneFits}>
        {words.noneFitsText}
      </EmptyState>
    );
  }
  if (items.length === 0) {
    return (
      <EmptyState icon="book" title={words.none}>
        {words.noneText}
      </EmptyState>
    );
  }
  return <ArticleTable items={items} old={articles.isPlaceholderData} selection={selection} />;
}
