import { inWords } from "../locales/words.ts";

/** What became of a conversation, or of what was written in it, in between. */
export const words = inWords({
  en: {
    loading: "Loading the conversation",
    gone: "This conversation does not exist",
    notLoaded: "The conversation could not be loaded",
    changed: "This conversation changed meanwhile. Look at it again, then decide.",
    yours: "You already have this conversation.",
    taken: (who: string | null) =>
      `${who ?? "Somebody else"} has taken this conversation meanwhile.`,
    toBot: "This conversation went back to the bot meanwhile.",
    toQueue: "This conversation went back to the queue meanwhile.",
    closed: "This conversation was closed meanwhile.",
    notSent: (why: string) => `Not sent. ${why}`,
    retry: "Try again",
    discard: "Discard",
    sending: "Sending…",
    visitor: "Visitor",
  },
  zh: {
    loading: "正在加载会话",
    gone: "此会话不存在",
    notLoaded: "无法加载会话",
    changed: "会话刚刚发生了变化，请查看最新状态后再操作。",
    yours: "此会话已由您接待。",
    taken: (who: string | null) => `${who ?? "其他同事"} 刚刚接入了此会话。`,
    toBot: "此会话已交还机器人。",
    toQueue: "此会话已退回队列。",
    closed: "此会话已结束。",
    notSent: (why: string) => `未发送。${why}`,
    retry: "重试",
    discard: "放弃",
    sending: "正在发送…",
    visitor: "访客",
  },
});
