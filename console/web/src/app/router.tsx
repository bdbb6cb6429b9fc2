import { createBrowserRouter, Navigate } from "react-router";
import { ForgotPage } from "../session/ForgotPage.tsx";
import { LinkPage } from "../session/LinkPage.tsx";
import { SignInPage } from "../session/SignInPage.tsx";
import { NotFoundPage } from "./NotFoundPage.tsx";
import { RouteProblem } from "./RouteProblem.tsx";
import { Shell } from "./Shell.tsx";

const inbox = async () => ({ Component: (await import("../inbox/InboxPage.tsx")).InboxPage });
const articles = async () => ({
  Component: (await import("../knowledge/ArticleListPage.tsx")).ArticleListPage,
});
const article = async () => ({
  Component: (await import("../knowledge/ArticlePage.tsx")).ArticlePage,
});
const notes = async () => ({ Component: (await import("../notes/NotesPage.tsx")).NotesPage });
const imports = async () => ({
  Component: (await import("../imports/ImportPage.tsx")).ImportPage,
});
const search = async () => ({
  Component: (await import("../search/SearchPage.tsx")).SearchPage,
});
const gaps = async () => ({ Component: (await import("../gaps/GapsPage.tsx")).GapsPage });
const replies = async () => ({
  Component: (await import("../replies/RepliesPage.tsx")).RepliesPage,
});
const mentions = async () => ({
  Component: (await import("../mentions/MentionsPage.tsx")).MentionsPage,
});
const sites = async () => ({ Component: (await import("../sites/SitesPage.tsx")).SitesPage });
const people = async () => ({ Component: (await import("../people/PeoplePage.tsx")).PeoplePage });

const now = async () => ({
  Component: (await import("../supervisor/SupervisorPage.tsx")).SupervisorPage,
});
const callbacks = async () => ({
  Component: (await import("../callbacks/CallbacksPage.tsx")).CallbacksPage,
});
const report = async () => ({ Component: (await import("../report/ReportPage.tsx")).ReportPage });
const service = async () => ({
  Component: (await import("../service/ServicePage.tsx")).ServicePage,
});

export const router = createBrowserRouter(
  [
    { path: "/sign-in", Component: SignInPage },
    { path: "/forgot", Component: ForgotPage },
    { path: "/link/:token", Component: LinkPage },
    {
      path: "/",
      Component: Shell,
      ErrorBoundary: RouteProblem,
      HydrateFallback: () => null,
      children: [
        { index: true, element: <Navigate to="/inbox/queued" replace /> },
        { path: "inbox/:view?/:id?", lazy: inbox, ErrorBoundary: RouteProblem },
        { path: "search", lazy: search, ErrorBoundary: RouteProblem },
        { path: "knowledge", lazy: articles, ErrorBoundary: RouteProblem },
        { path: "knowledge/:id", lazy: article, ErrorBoundary: RouteProblem },
        { path: "notes/:view?", lazy: notes, ErrorBoundary: RouteProblem },
        { path: "import", lazy: imports, ErrorBoundary: RouteProblem },
        { path: "gaps", lazy: gaps, ErrorBoundary: RouteProblem },
        { path: "unanswered", element: <Navigate to="/gaps" replace /> },
        { path: "replies", lazy: replies, ErrorBoundary: RouteProblem },
        { path: "mentions", lazy: mentions, ErrorBoundary: RouteProblem },
        { path: "now", lazy: now, ErrorBoundary: RouteProblem },
        { path: "callbacks", lazy: callbacks, ErrorBoundary: RouteProblem },
        { path: "report", lazy: report, ErrorBoundary: RouteProblem },
        { path: "service", lazy: service, ErrorBoundary: RouteProblem },
        { path: "widget", lazy: sites, ErrorBoundary: RouteProblem },
        { path: "people", lazy: people, ErrorBoundary: RouteProblem },
        { path: "*", Component: NotFoundPage },
      ],
    },
  ],
  { basename: "/console" },
);
