import { inWords } from "../locales/words.ts";

type Texts = Readonly<Record<string, string>>;

/**
 * Refusals by their reason or else their code. What stands here is said instead of the server's own
 * English words; `invalid` frames those that have no words of their own.
 */
export const words = inWords<{
  readonly unreachable: string;
  readonly forbidden: string;
  readonly gone: string;
  readonly tooMany: string;
  readonly broken: string;
  readonly failed: string;
  readonly invalid: (said: string) => string;
  readonly codes: Texts;
  readonly reasons: Texts;
}>({
  en: {
    unreachable: "Shopbell cannot be reached. Check your connection.",
    forbidden: "You may not do this.",
    gone: "This is not here any more.",
    tooMany: "Too many tries. Wait a moment.",
    broken: "Shopbell had a problem. Try again.",
    failed: "That did not work.",
    invalid: (said) => said,
    codes: {},
    reasons: {},
  },
  zh: {
    unreachable: "无法连接 Shopbell，请检查网络。",
    forbidden: "您没有权限执行此操作。",
    gone: "内容已不存在。",
    tooMany: "尝试次数过多，请稍候。",
    broken: "Shopbell 出现问题，请重试。",
    failed: "操作没有成功。",
    invalid: (said) => `填写有误：${said}`,
    codes: {
      sign_in_refused: "邮箱或密码不正确。",
      unauthenticated: "请先登录。",
      forbidden: "您没有权限执行此操作。",
      origin_refused: "此页面无权使用控制台。",
      csrf_refused: "页面已过期，请刷新后重试。",
      not_found: "内容已不存在。",
      not_assignee: "只有接待此会话的人才能执行此操作。",
      stale_version: "内容已被他人修改，请查看最新状态。",
      state_refused: "会话当前的状态不允许此操作。",
      cmid_reused: "此消息已发送过，请重新发送。",
      rate_limited: "操作过于频繁，请稍候。",
      unavailable: "服务暂时不可用，请稍后重试。",
      email_taken: "此邮箱已被使用。",
      last_admin: "至少需要保留一位管理员。",
      article_exists: "此语言已有同编号的文章。",
      held: "作者已被隔离，请先解除隔离。",
      team_exists: "已有同名团队。",
      shortcut_taken: "此快捷词已被其他回复使用，请换一个。",
      edit_refused: "这条消息已不能修改。",
      merge_refused: "这两个会话不能合并。",
      upload_refused: "文件已失效，请重新选择。",
      file_too_large: "文件过大，请选择小一点的。",
      file_refused: "不支持此文件，请选择图片或 PDF。",
      too_many_imports: "正在进行的导入过多，请稍候。",
    },
    reasons: {
      password_short: "密码至少需要 10 个字符。",
      password_is_email: "密码不能与邮箱相同。",
      password_is_name: "密码不能与姓名相同。",
      password_repeats: "密码不能只由一两个字符重复组成。",
      report_period: "结束日期不能早于开始日期，且时段不超过一年。",
      snooze_time: "请选择一年内的将来时间。",
      unknown_member: "所选成员中有人已不在店铺。",
      variable_left: "发送前请填写回复中的变量。",
      too_many_filters: "保存的筛选已达上限，请先删除一个。",
      edit_too_late: "消息只能在发送后 15 分钟内修改，请另发一条。",
      edit_not_yours: "只能修改自己发送的消息。",
      already_merged: "此会话已经合并过。",
      other_is_newer: "顾客最近在另一个会话中发言，请打开那个会话再合并。",
      other_shopper: "无法确认两个会话属于同一位顾客。",
      note_without_author: "没有作者姓名的笔记无法追溯。",
    },
  },
});
