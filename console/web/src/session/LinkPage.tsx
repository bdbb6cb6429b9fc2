import { Link, useNavigate, useParams } from "react-router";
import { ApiError } from "../api/http.ts";
import { ErrorState } from "../ui/ErrorState.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import { useTitle } from "../ui/useTitle.ts";
import { AuthCard } from "./AuthCard.tsx";
import { PasswordForm } from "./PasswordForm.tsx";
import { useFollowLink, useLink } from "./session.ts";
import { words } from "./words.ts";

/** Where the one-time links for the first admin, an invitation and a reset lead. */
export function LinkPage() {
  useTitle(words.welcome);
  const { token = "" } = useParams();
  const link = useLink(token);
  const follow = useFollowLink(token);
  const navigate = useNavigate();

  if (link.isPending) {
    return (
      <AuthCard title={words.moment}>
        <Skeleton rows={2} label={words.looking} />
      </AuthCard>
    );
  }
  if (link.isError) {
    const gone = link.error instanceof ApiError && link.error.status === 404;
    if (!gone) {
      return (
        <AuthCard title={words.yourLink}>
          <ErrorState
            title={words.notLooked}
            problem={link.error}
            onRetry={() => void link.refetch()}
          />
        </AuthCard>
      );
    }
    return (
      <AuthCard title={words.linkOver} text={words.linkOverText}>
        <div className="form">
          <Link className="button button--primary" to="/forgot">
            {words.newLink}
          </Link>
          <Link className="form__aside" to="/sign-in">
            {words.back}
          </Link>
        </div>
      </AuthCard>
    );
  }
  return (
    <AuthCard title={words.titles[link.data.kind]} text={words.texts[link.data.kind]}>
      <PasswordForm
        link={link.data}
        busy={follow.isPending}
        problem={follow.error}
        onSubmit={(input) =>
          follow.mutate(input, { onSuccess: () => void navigate("/inbox", { replace: true }) })
        }
      />
    </AuthCard>
  );
}
