import { sentence } from "../format/words.ts";
import { inWords } from "../locales/words.ts";

export const words = inWords({
  en: {
    more: (order: string) => `What to do with ${order}`,
    claimFirst: "You can act on these orders once the conversation is yours.",
    planTitle: "This will happen",
    planHint:
      "Nothing is done yet. The shopper gets the receipt in the chat as soon as you confirm.",
    changed: "The order has changed meanwhile. This is the new plan.",
    preview: "Show the plan",
    confirm: "Confirm",
    back: "Change it",
    cancel: "Cancel",
    doneTitle: "Done",
    doneHint: "The shopper has the receipt in the chat.",
    close: "Close",
    undo: "Take it back",
    undoUntil: (time: string) => `Can be taken back until ${time}`,
    undone: "Taken back. The shopper has the receipt in the chat.",
    reason: "Reason",
    refundTo: "Refund to",
    wherePaid: "Where it was paid from",
    pays: "Difference is paid or refunded with",
    method: "Payment method",
    noOtherMethod: "The customer has no other payment method on file.",
    pieces: "Which pieces",
    piecesMissing: "Choose at least one piece.",
    caseKind: "What is wrong",
    casePhotos: "Photos of the shopper that go with it",
    caseNote: "What is to be decided",
    caseNoteHint: "For colleagues: the receipt does not show it.",
    keeps: "Keeps it",
    becomes: (name: string) => `${name} becomes`,
    noOthers: "Nothing else of this product is left to choose.",
    settleText: (kind: string): string =>
      kind === "exchange"
        ? "The goods of this exchange have come back: settle the difference and send the new ones."
        : "The goods of this return have come back: pay the refund now.",
    address: {
      line1: "Street and number",
      line2: "Addition",
      city: "City",
      region: "State or region",
      postal_code: "Postal code",
      country: "Country",
    },
    verifyTitle: "Prove who the shopper is",
    verifyText:
      "Ask for an order number and its e-mail address, and enter what the shopper tells you. Wrong tries count against the same limits as with the bot.",
    verifyOrder: "Order number",
    verifyEmail: "E-mail address",
    verify: "Check",
    notVerified: "These two do not belong together, or there were too many tries.",
    requestOpen: (kind: string): string =>
      kind === "exchange" ? "Exchange waits for the goods" : "Return waits for the goods",
  },
  zh: {
    more: (order: string) => `处理 ${order}`,
    claimFirst: "会话由您接待时才能处理这些订单。",
    planTitle: "将会执行",
    planHint: "尚未执行任何操作。确认后，顾客会立即在聊天中收到凭证。",
    changed: "订单刚刚发生了变化，这是新的方案。",
    preview: "查看方案",
    confirm: "确认执行",
    back: "返回修改",
    cancel: "取消",
    doneTitle: "已完成",
    doneHint: "顾客已在聊天中收到凭证。",
    close: "关闭",
    undo: "撤销",
    undoUntil: (time: string) => `${time} 前可以撤销`,
    undone: "已撤销，顾客已在聊天中收到凭证。",
    reason: "原因",
    refundTo: "退款至",
    wherePaid: "原支付方式",
    pays: "差额的支付或退款方式",
    method: "支付方式",
    noOtherMethod: "该顾客没有登记其他支付方式。",
    pieces: "选择商品",
    piecesMissing: "请至少选择一件商品。",
    caseKind: "问题类型",
    casePhotos: "附上顾客发来的照片",
    caseNote: "需要决定的事项",
    caseNoteHint: "供同事参考，不会出现在凭证里。",
    keeps: "不更换",
    becomes: (name: string) => `${name} 换成`,
    noOthers: "该商品没有其他可选款式。",
    settleText: (kind: string): string =>
      kind === "exchange"
        ? "换货的商品已退回：结算差额并寄出新商品。"
        : "退货的商品已退回：立即退款。",
    address: {
      line1: "街道与门牌号",
      line2: "补充地址",
      city: "城市",
      region: "省 / 州",
      postal_code: "邮政编码",
      country: "国家",
    },
    verifyTitle: "核实顾客身份",
    verifyText: "请向顾客询问订单号和下单邮箱，并如实填入。填错的次数与机器人共用同一上限。",
    verifyOrder: "订单号",
    verifyEmail: "邮箱",
    verify: "核实",
    notVerified: "两者不匹配，或尝试次数过多。",
    requestOpen: (kind: string): string =>
      kind === "exchange" ? "换货：等待退回" : "退货：等待退回",
  },
});

const DEEDS: Readonly<Record<string, string>> = inWords({
  en: {
    cancel: "Cancel order",
    change_address: "Change address",
    change_payment: "Change payment",
    change_items: "Change items",
    return_items: "Return items",
    exchange_items: "Exchange items",
    settle_request: "Goods are back",
    open_case: "Open a case",
  },
  zh: {
    cancel: "取消订单",
    change_address: "修改地址",
    change_payment: "更换支付方式",
    change_items: "更换商品",
    return_items: "退货",
    exchange_items: "换货",
    settle_request: "货物已退回",
    open_case: "提交工单",
  },
});

/** What a button calls an action of the order store. */
export function deedName(action: string): string {
  return DEEDS[action] ?? sentence(action);
}
