import { inWords } from "../locales/words.ts";

/** Refusals by their code. What stands here is said instead of the server's own English words. */
export const words = inWords<{
  readonly unreachable: string;
  readonly forbidden: string;
  readonly gone: string;
  readonly tooMany: string;
  readonly broken: string;
  readonly failed: string;
  readonly codes: Readonly<Record<string, string>>;
}>({
  en: {
    unreachable: "Shopbell cannot be reached. Check your connection.",
    forbidden: "You may not do this.",
    gone: "This is not here any more.",
    tooMany: "Too many tries. Wait a moment.",
    broken: "Shopbell had a problem. Try again.",
    failed: "That did not work.",
    codes: {},
  },
  zh: {
    unreachable: "无法连接 Shopbell，请检查网络。",
    forbidden: "您没有权限执行此操作。",
    gone: "内容已不存在。",
    tooMany: "尝试次数过多，请稍候。",
    broken: "Shopbell 出现问题，请重试。",
    failed: "操作没有成功。",
    codes: {
      sign_in_refused: "邮箱或密码不正确。",
      unauthenticated: "请先登录。",
      forbidden: "您没有权限执行此操作。",
      not_found: "内容已不存在。",
      not_assignee: "只有接待此会话的人才能执行此操作。",
      stale_version: "内容已被他人修改，请查看最新状态。",
      state_refused: "会话当前的状态不允许此操作。",
      rate_limited: "操作过于频繁，请稍候。",
      unavailable: "服务暂时不可用，请稍后重试。",
      email_taken: "此邮箱已被使用。",
      last_admin: "至少需要保留一位管理员。",
      article_exists: "文章已存在。",
      held: "此笔记需要先处理隔离原因。",
      too_many_imports: "正在进行的导入过多，请稍候。",
    },
  },
});
