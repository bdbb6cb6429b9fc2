import { useId } from "react";
import { Link, useSearchParams } from "react-router";
import { AdminOnly } from "../app/AdminOnly.tsx";
import { count, languageOf } from "../format/words.ts";
import { Button } from "../ui/Button.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { ErrorState } from "../ui/ErrorState.tsx";
import { Icon } from "../ui/Icon.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import { useTitle } from "../ui/useTitle.ts";
import { ArticleTable } from "./ArticleTable.tsx";
import { type ArticleFilter, searchOf, useArticles } from "./articles.ts";
import { LOCALES, STATES, TIERS } from "./options.ts";
import { useSettled } from "./useSettled.ts";

const TYPING_MS = 200;

export function ArticleListPage() {
  useTitle("Knowledge");
  return (
    <AdminOnly>
      <Articles />
    </AdminOnly>
  );
}

function Articles() {
  const [search, setSearch] = useSearchParams();
  const read = (name: string) => search.get(name) ?? "";
  const filter = { q: read("q"), state: read("state"), locale: read("locale"), tier: read("tier") };
  const articles = useArticles(useSettled(searchOf(filter), TYPING_MS));
  const set = (name: keyof ArticleFilter, value: string) => {
    setSearch(
      (known) => {
        if (value) known.set(name, value);
        else known.delete(name);
        return known;
      },
      { replace: true },
    );
  };
  const total = articles.data?.pages[0]?.total;
  return (
    <div className="page">
      <header className="page__head">
        <h1 className="page__title">Knowledge</h1>
        <span className="page__count">
          {total === undefined ? "" : count(total, "article", "articles")}
        </span>
        <Link className="button button--plain" to="/import">
          Import
        </Link>
        <Link className="button button--primary" to="/knowledge/new">
          <Icon name="plus" />
          New article
        </Link>
      </header>
      <search className="filters">
        <div className="filters__search">
          <Icon name="search" />
          <input
            className="input"
            type="search"
            aria-label="Search articles"
            placeholder="Search title and text"
            value={filter.q}
            onChange={(event) => set("q", event.target.value)}
          />
        </div>
        <Filter
          label="State"
          value={filter.state}
          options={STATES}
          onChange={(v) => set("state", v)}
        />
        <Filter
          label="Language"
          value={filter.locale}
          options={LOCALES.map((id) => ({ id, title: languageOf(id) }))}
          onChange={(v) => set("locale", v)}
        />
        <Filter
          label="Source"
          value={filter.tier}
          options={TIERS}
          onChange={(v) => set("tier", v)}
        />
      </search>
      <Results articles={articles} filtered={Object.values(filter).some(Boolean)} />
    </div>
  );
}

interface FilterProps {
  readonly label: string;
  readonly value: string;
  readonly options: readonly { readonly id: string; readonly title: string }[];
  readonly onChange: (value: string) => void;
}

function Filter({ label, value, options, onChange }: FilterProps) {
  const id = useId();
  return (
    <span className="filters__one">
      <label className="sr-only" htmlFor={id}>
        {label}
      </label>
      <select
        id={id}
        className="input input--select"
        value={value}
        onChange={(event) => onChange(event.target.value)}
      >
        <option value="">{label}: all</option>
        {options.map((option) => (
          <option key={option.id} value={option.id}>
            {option.title}
          </option>
        ))}
      </select>
    </span>
  );
}

function Results({
  articles,
  filtered,
}: {
  articles: ReturnType<typeof useArticles>;
  filtered: boolean;
}) {
  if (articles.isPending) return <Skeleton rows={8} label="Loading articles" />;
  if (articles.isError && !articles.data) {
    return (
      <ErrorState
        title="The articles could not be loaded"
        problem={articles.error}
        onRetry={() => void articles.refetch()}
      />
    );
  }
  const items = articles.data.pages.flatMap((page) => page.items);
  if (items.length === 0 && filtered) {
    return (
      <EmptyState icon="search" title="No article fits">
        Try fewer words, or take a filter away.
      </EmptyState>
    );
  }
  if (items.length === 0) {
    return (
      <EmptyState icon="book" title="Nothing written yet">
        What you publish here is what the bot says, seconds later. Begin with the question that
        shoppers ask most.
      </EmptyState>
    );
  }
  return (
    <>
      <ArticleTable items={items} old={articles.isPlaceholderData} />
      {articles.hasNextPage && (
        <Button
          tone="quiet"
          className="rows__more"
          busy={articles.isFetchingNextPage}
          onClick={() => void articles.fetchNextPage()}
        >
          Show more
        </Button>
      )}
    </>
  );
}
