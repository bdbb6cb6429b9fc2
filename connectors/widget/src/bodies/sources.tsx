import type { Source } from "@shopbell/conversations/contract";
import type { JSX } from "preact";
import { useUi } from "../ui/context.ts";
import { Icon } from "../ui/icons.tsx";

const ICONS = { official: "page", product: "box", community: "buyers" } as const;

/** Where an answer comes from, and whose word it is. */
export function Sources({ sources }: { sources: readonly Source[] }): JSX.Element | null {
  const { t } = useUi();
  if (sources.length === 0) return null;
  return (
    <ul class="sources" aria-label={t.sources}>
      {sources.map((source) => (
        <li key={`${source.url}${source.title}`}>
          <Chip source={source} />
        </li>
      ))}
    </ul>
  );
}

function Chip({ source }: { source: Source }): JSX.Element {
  const { t, format, link } = useUi();
  const href = link(source.url);
  const by = [source.author, format.date(source.date)].filter(Boolean).join(", ");
  const inside = (
    <>
      <Icon name={ICONS[source.tier] ?? "page"} size={14} />
      <b title={t.tierTitle[source.tier]}>{t.tier[source.tier]}</b>
      <span class="chip-title" title={source.title}>
        {source.title}
      </span>
      {by && <span class="chip-by">{by}</span>}
    </>
  );
  return href ? (
    <a class={`chip is-${source.tier}`} href={href} target="_blank" rel="noopener noreferrer">
      {inside}
      <span class="hidden"> ({t.newTab})</span>
    </a>
  ) : (
    <span class={`chip is-${source.tier}`}>{inside}</span>
  );
}
