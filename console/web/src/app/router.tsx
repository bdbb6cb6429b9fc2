import type { ComponentType } from "react";
import { createBrowserRouter, Navigate } from "react-router";
import { ForgotPage } from "../session/ForgotPage.tsx";
import { LinkPage } from "../session/LinkPage.tsx";
import { SignInPage } from "../session/SignInPage.tsx";
import { NotFoundPage } from "./NotFoundPage.tsx";
import { RouteProblem } from "./RouteProblem.tsx";
import { Shell } from "./Shell.tsx";

/** A page's script is fetched when somebody goes there. */
function page<Name extends string>(
  load: () => Promise<Readonly<Record<Name, ComponentType>>>,
  name: Name,
) {
  return async () => ({ Component: (await load())[name] });
}

const inbox = page(() => import("../inbox/InboxPage.tsx"), "InboxPage");
const articles = page(() => import("../knowledge/ArticleListPage.tsx"), "ArticleListPage");
const article = page(() => import("../knowledge/ArticlePage.tsx"), "ArticlePage");
const notes = page(() => import("../notes/NotesPage.tsx"), "NotesPage");
const imports = page(() => import("../imports/ImportPage.tsx"), "ImportPage");
const search = page(() => import("../search/SearchPage.tsx"), "SearchPage");
const gaps = page(() => import("../gaps/GapsPage.tsx"), "GapsPage");
const replies = page(() => import("../replies/RepliesPage.tsx"), "RepliesPage");
const mentions = page(() => import("../mentions/MentionsPage.tsx"), "MentionsPage");
const sites = page(() => import("../sites/SitesPage.tsx"), "SitesPage");
const people = page(() => import("../people/PeoplePage.tsx"), "PeoplePage");

const now = page(() => import("../supervisor/SupervisorPage.tsx"), "SupervisorPage");
const callbacks = page(() => import("../callbacks/CallbacksPage.tsx"), "CallbacksPage");
const report = page(() => import("../report/ReportPage.tsx"), "ReportPage");
const service = page(() => import("../service/ServicePage.tsx"), "ServicePage");

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
