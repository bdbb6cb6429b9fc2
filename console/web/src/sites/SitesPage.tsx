import { useState } from "react";
import { AdminOnly } from "../app/AdminOnly.tsx";
import { ErrorState } from "../ui/ErrorState.tsx";
import { Field } from "../ui/Field.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import { useTitle } from "../ui/useTitle.ts";
import { SiteForm } from "./SiteForm.tsx";
import { useSites } from "./sites.ts";
import { words } from "./words.ts";

export function SitesPage() {
  useTitle(words.title);
  return (
    <AdminOnly>
      <Sites />
    </AdminOnly>
  );
}

function Sites() {
  const sites = useSites();
  const [chosen, choose] = useState("");
  const site = sites.data?.find((one) => one.key === chosen) ?? sites.data?.[0];
  return (
    <div className="page">
      <header className="page__head">
        <h1 className="page__title">{words.title}</h1>
        <span className="page__count">{words.about}</span>
      </header>
      {sites.isPending && <Skeleton rows={6} label={words.loading} />}
      {sites.isError && !sites.data && (
        <ErrorState
          title={words.notLoaded}
          problem={sites.error}
          onRetry={() => void sites.refetch()}
        />
      )}
      {(sites.data?.length ?? 0) > 1 && site && (
        <Field label={words.site}>
          {(ids) => (
            <select
              {...ids}
              className="input"
              value={site.key}
              onChange={(event) => choose(event.target.value)}
            >
              {sites.data?.map((one) => (
                <option key={one.key} value={one.key}>
                  {one.name}
                </option>
              ))}
            </select>
          )}
        </Field>
      )}
      {site && <SiteForm key={site.key} site={site} />}
    </div>
  );
}
