import { Suspense } from "react";
import { Navigate, Outlet, useLocation } from "react-router";
import { Alerts } from "../alerts/Alerts.tsx";
import { LiveProvider } from "../live/LiveProvider.tsx";
import { OverviewStrip } from "../overview/OverviewStrip.tsx";
import { ShellKeys } from "../palette/ShellKeys.tsx";
import { AgentProvider, useSession } from "../session/session.ts";
import { ErrorState } from "../ui/ErrorState.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import { Sidebar } from "./Sidebar.tsx";
import { words } from "./words.ts";

/** Everything behind the sign-in: navigation, the live strip, and the page. */
export function Shell() {
  const session = useSession();
  const location = useLocation();
  if (session.isPending) return <Skeleton rows={6} label={words.opening} />;
  // A lost connection later on is no reason to take away what is on the screen.
  if (session.data === undefined) {
    return (
      <ErrorState
        title={words.notOpened}
        problem={session.error}
        onRetry={() => void session.refetch()}
      />
    );
  }
  if (!session.data) {
    return <Navigate to="/sign-in" replace state={{ from: location.pathname + location.search }} />;
  }
  return (
    <AgentProvider value={session.data.agent}>
      <LiveProvider key={session.data.agent.id}>
        <a className="skip-link" href="#main">
          {words.skip}
        </a>
        <ShellKeys />
        <Alerts />
        <div className="shell">
          <Sidebar />
          <div className="shell__page">
            <OverviewStrip />
            <main id="main" className="shell__main" tabIndex={-1}>
              <Suspense fallback={<Skeleton rows={6} label={words.openingPage} />}>
                <Outlet />
              </Suspense>
            </main>
          </div>
        </div>
      </LiveProvider>
    </AgentProvider>
  );
}
